-- contracts_by_ocid: the contracts of each contracting process, by id.
-- in   :keys JSON array
-- plan SEARCH contract_by_ocid; pinned by plan_test.go
SELECT c.ocid AS key, c.id
FROM json_each(:keys) AS o
CROSS JOIN contract AS c ON c.ocid = o.value
ORDER BY o.key, c.id;
