-- frameworks_by_code: the frameworks of each code, by id.
-- in   :keys JSON array
-- plan SEARCH framework_by_code; pinned by plan_test.go
SELECT f.code AS key, f.id
FROM json_each(:keys) AS o
CROSS JOIN framework AS f ON f.code = o.value
ORDER BY o.key, f.id;
