-- notices_by_ocid: the notices of each contracting process, by id.
-- in   :keys JSON array
-- plan SEARCH notice_by_ocid; pinned by plan_test.go
SELECT c.ocid AS key, c.id
FROM json_each(:keys) AS o
CROSS JOIN notice AS c ON c.ocid = o.value
ORDER BY o.key, c.id;
