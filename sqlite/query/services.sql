-- services: services by area, then name; an area before its services.
-- in   :after, :before sort keys, '' and the last possible key for no bound; :limit; :areas JSON
--      array if the filter sets it
-- plan SEARCH service_by_area, in its order; pinned by plan_test.go
SELECT k.by_area AS key, n.id, n.facts
FROM (
  SELECT s.id, s.by_area
  FROM service AS s
  WHERE s.by_area > :after AND s.by_area < :before
  --+ areas AND s.area_id IN (SELECT value FROM json_each(:areas))
  --+ areas_only AND s.area_id IS NULL
  --+ leaves_only AND s.area_id IS NOT NULL
  ORDER BY s.by_area LIMIT :limit --- backward
  --+ backward ORDER BY s.by_area DESC LIMIT :limit
) AS k
CROSS JOIN fact AS n ON n.id = k.id
ORDER BY k.by_area --- backward
--+ backward ORDER BY k.by_area DESC
