-- suppliers_by_id: suppliers by id.
-- in   :keys JSON array
-- plan SEARCH fact by its key; pinned by plan_test.go
SELECT n.id AS key, n.id, n.facts
FROM json_each(:keys) AS i
CROSS JOIN fact AS n ON n.id = i.value AND n.kind = 'Supplier';
