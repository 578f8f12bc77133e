-- releases_of: the kept releases of each contracting process, by id. Sent by imports.
-- in   :keys JSON array of {key, first, last}, the ocid and the bounds of its releases' ids
-- plan SEARCH fact_by_kind; pinned by plan_test.go
SELECT o.value ->> 'key' AS key, n.facts
FROM json_each(:keys) AS o
CROSS JOIN fact AS n ON n.kind = 'Release' AND n.id > o.value ->> 'first' AND n.id < o.value ->> 'last'
ORDER BY o.key, n.id;
