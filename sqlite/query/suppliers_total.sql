-- suppliers_total: how many suppliers the list of suppliers.sql has.
-- in   as suppliers.sql, without :limit; :after and :before bound the list itself
-- plan SEARCH supplier_by_name; pinned by plan_test.go
SELECT count(*) AS total
FROM (
  SELECT s.id, s.by_name
  FROM supplier AS s
  WHERE s.by_name > :after AND s.by_name < :before
  --+ boroughs AND EXISTS (SELECT 1 FROM contract_link AS l CROSS JOIN contract_link AS p ON p.contract_id = l.contract_id AND p.role = 'PARTY' WHERE l.target_id = s.id AND l.role = 'SUPPLIER' AND +p.target_id IN (SELECT value FROM json_each(:boroughs)))
) AS k
