-- suppliers: suppliers by name.
-- in   :after, :before sort keys, '' and the last possible key for no bound; :limit; :boroughs JSON
--      array if the filter sets it
-- plan SEARCH supplier_by_name, in its order; pinned by plan_test.go
SELECT k.by_name AS key, n.id, n.facts
FROM (
  SELECT s.id, s.by_name
  FROM supplier AS s
  WHERE s.by_name > :after AND s.by_name < :before
  --+ boroughs AND EXISTS (SELECT 1 FROM contract_link AS l CROSS JOIN contract_link AS p ON p.contract_id = l.contract_id AND p.role = 'PARTY' WHERE l.target_id = s.id AND l.role = 'SUPPLIER' AND +p.target_id IN (SELECT value FROM json_each(:boroughs)))
  ORDER BY s.by_name LIMIT :limit --- backward
  --+ backward ORDER BY s.by_name DESC LIMIT :limit
) AS k
CROSS JOIN fact AS n ON n.id = k.id
ORDER BY k.by_name --- backward
--+ backward ORDER BY k.by_name DESC
