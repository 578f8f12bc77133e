-- partnerships: partnerships by name.
-- in   :after, :before sort keys, '' and the last possible key for no bound; :limit; :boroughs JSON
--      array if the filter sets it
-- plan SEARCH partnership_by_name, in its order; pinned by plan_test.go
SELECT k.by_name AS key, n.id, n.facts
FROM (
  SELECT p.id, p.by_name
  FROM partnership AS p
  WHERE p.by_name > :after AND p.by_name < :before
  --+ boroughs AND EXISTS (SELECT 1 FROM partnership_member AS m WHERE m.partnership_id = p.id AND +m.borough_id IN (SELECT value FROM json_each(:boroughs)))
  ORDER BY p.by_name LIMIT :limit --- backward
  --+ backward ORDER BY p.by_name DESC LIMIT :limit
) AS k
CROSS JOIN fact AS n ON n.id = k.id
ORDER BY k.by_name --- backward
--+ backward ORDER BY k.by_name DESC
