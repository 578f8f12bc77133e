-- services_total: how many services the list of services.sql has.
-- in   as services.sql, without :limit; :after and :before bound the list itself
-- plan SEARCH service_by_area; pinned by plan_test.go
SELECT count(*) AS total
FROM (
  SELECT s.id, s.by_area
  FROM service AS s
  WHERE s.by_area > :after AND s.by_area < :before
  --+ areas AND s.area_id IN (SELECT value FROM json_each(:areas))
  --+ areas_only AND s.area_id IS NULL
  --+ leaves_only AND s.area_id IS NOT NULL
) AS k
