-- suppliers_by_identifier: the suppliers that each identifier names, by id.
-- in   :keys JSON array of "scheme:id", of schemes that identify
-- plan SEARCH supplier_identifier by its key; pinned by plan_test.go
SELECT i.identifier AS key, i.supplier_id AS id
FROM json_each(:keys) AS k
CROSS JOIN supplier_identifier AS i ON i.identifier = k.value
ORDER BY k.key, i.supplier_id;
