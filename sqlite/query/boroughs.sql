-- boroughs: boroughs by name.
-- in   :after, :before sort keys, '' and the last possible key for no bound; :limit; :ids JSON
--      array if the filter sets it
-- plan SEARCH borough_by_name, in its order; pinned by plan_test.go
SELECT k.by_name AS key, n.id, n.facts
FROM (
  SELECT b.id, b.by_name
  FROM borough AS b
  WHERE b.by_name > :after AND b.by_name < :before
  --+ ids AND b.id IN (SELECT value FROM json_each(:ids))
  ORDER BY b.by_name LIMIT :limit --- backward
  --+ backward ORDER BY b.by_name DESC LIMIT :limit
) AS k
CROSS JOIN fact AS n ON n.id = k.id
ORDER BY k.by_name --- backward
--+ backward ORDER BY k.by_name DESC
