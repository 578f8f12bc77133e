-- frameworks: frameworks by name.
-- in   :after, :before sort keys, '' and the last possible key for no bound; :limit; :boroughs,
--      :suppliers JSON arrays if the filter sets them
-- plan SEARCH framework_by_name, in its order; with boroughs or suppliers, SEARCH framework by the
--      ids that their links lead to, because they are few; pinned by plan_test.go
SELECT k.by_name AS key, n.id, n.facts
FROM (
  SELECT f.id, f.by_name
  FROM framework AS f
  WHERE f.by_name > :after AND f.by_name < :before
  --+ boroughs AND f.id IN (SELECT l.framework_id FROM framework_link AS l WHERE l.target_id IN (SELECT value FROM json_each(:boroughs)))
  --+ suppliers AND f.id IN (SELECT l.framework_id FROM framework_link AS l WHERE l.target_id IN (SELECT value FROM json_each(:suppliers)))
  ORDER BY f.by_name LIMIT :limit --- backward
  --+ backward ORDER BY f.by_name DESC LIMIT :limit
) AS k
CROSS JOIN fact AS n ON n.id = k.id
ORDER BY k.by_name --- backward
--+ backward ORDER BY k.by_name DESC
