-- frameworks_total: how many frameworks the list of frameworks.sql has.
-- in   as frameworks.sql, without :limit; :after and :before bound the list itself
-- plan SEARCH framework_by_name; with boroughs or suppliers, SEARCH framework by the ids that their
--      links lead to, because they are few; pinned by plan_test.go
SELECT count(*) AS total
FROM (
  SELECT f.id, f.by_name
  FROM framework AS f
  WHERE f.by_name > :after AND f.by_name < :before
  --+ boroughs AND f.id IN (SELECT l.framework_id FROM framework_link AS l WHERE l.target_id IN (SELECT value FROM json_each(:boroughs)))
  --+ suppliers AND f.id IN (SELECT l.framework_id FROM framework_link AS l WHERE l.target_id IN (SELECT value FROM json_each(:suppliers)))
) AS k
