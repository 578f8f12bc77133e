-- suppliers_by_name: the suppliers that have or had each name, by id.
-- in   :keys JSON array of folded names
-- plan SEARCH supplier_name by its key; pinned by plan_test.go
SELECT n.folded AS key, n.supplier_id AS id
FROM json_each(:keys) AS k
CROSS JOIN supplier_name AS n ON n.folded = k.value
ORDER BY k.key, n.supplier_id;
