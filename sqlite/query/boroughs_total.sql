-- boroughs_total: how many boroughs the list of boroughs.sql has.
-- in   as boroughs.sql, without :limit; :after and :before bound the list itself
-- plan SEARCH borough_by_name; pinned by plan_test.go
SELECT count(*) AS total
FROM (
  SELECT b.id, b.by_name
  FROM borough AS b
  WHERE b.by_name > :after AND b.by_name < :before
  --+ ids AND b.id IN (SELECT value FROM json_each(:ids))
) AS k
