-- partnerships_total: how many partnerships the list of partnerships.sql has.
-- in   as partnerships.sql, without :limit; :after and :before bound the list itself
-- plan SEARCH partnership_by_name; pinned by plan_test.go
SELECT count(*) AS total
FROM (
  SELECT p.id, p.by_name
  FROM partnership AS p
  WHERE p.by_name > :after AND p.by_name < :before
  --+ boroughs AND EXISTS (SELECT 1 FROM partnership_member AS m WHERE m.partnership_id = p.id AND +m.borough_id IN (SELECT value FROM json_each(:boroughs)))
) AS k
