-- systems: systems by name.
-- in   :after, :before sort keys, '' and the last possible key for no bound; :limit; :services,
--      :boroughs, :makers JSON arrays and :as_of if the filter sets them.
--      One deployment must meet :services and :boroughs
-- plan SEARCH system_by_name, in its order; pinned by plan_test.go
SELECT k.by_name AS key, n.id, n.facts
FROM (
  SELECT s.id, s.by_name
  FROM system AS s
  WHERE s.by_name > :after AND s.by_name < :before
  --+ services AND EXISTS (SELECT 1 FROM deployment AS d CROSS JOIN deployment_service AS v ON v.deployment_id = d.id WHERE d.system_id = s.id AND (:boroughs IS NULL OR +d.borough_id IN (SELECT value FROM json_each(:boroughs))) AND +v.service_id IN /*= services_asked(:services) */ (SELECT value FROM json_each(:services) UNION ALL SELECT a.id FROM json_each(:services) AS v CROSS JOIN service AS a ON a.area_id = v.value) /*=*/)
  --+ boroughs AND EXISTS (SELECT 1 FROM deployment AS d WHERE d.system_id = s.id AND +d.borough_id IN (SELECT value FROM json_each(:boroughs)))
  --+ makers AND EXISTS (SELECT 1 FROM system_maker AS m WHERE m.system_id = s.id AND m.from_date <= :as_of AND m.to_date >= :as_of AND +m.supplier_id IN (SELECT value FROM json_each(:makers)))
  ORDER BY s.by_name LIMIT :limit --- backward
  --+ backward ORDER BY s.by_name DESC LIMIT :limit
) AS k
CROSS JOIN fact AS n ON n.id = k.id
ORDER BY k.by_name --- backward
--+ backward ORDER BY k.by_name DESC
