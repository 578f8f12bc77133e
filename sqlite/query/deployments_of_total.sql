-- deployments_of_total: how many deployments each list of deployments_of.sql has.
-- in   as deployments_of.sql, without :limit; :after and :before bound the list itself
-- plan SEARCH deployment_of_borough and deployment_of_system; pinned by plan_test.go
SELECT p.value AS parent, count(*) AS total
FROM json_each(:parents) AS p
CROSS JOIN deployment AS k ON k.id IN (
  SELECT id FROM (
    SELECT d.id, d.by_system
    FROM deployment AS d
    WHERE d.borough_id = p.value --- members
    --+ members WHERE d.borough_id IN (SELECT p.value UNION ALL SELECT m.borough_id FROM partnership_member AS m WHERE m.partnership_id = p.value)
    AND d.by_system > :after AND d.by_system < :before
    --+ services AND /*= delivers_services(d.id) */ EXISTS (SELECT 1 FROM deployment_service AS f WHERE f.deployment_id = d.id AND +f.service_id IN (SELECT value FROM json_each(:services) UNION ALL SELECT a.id FROM json_each(:services) AS v CROSS JOIN service AS a ON a.area_id = v.value)) /*=*/
    --+ statuses AND EXISTS (SELECT 1 FROM deployment_status AS t WHERE t.deployment_id = d.id AND t.from_date <= :as_of AND t.to_date >= :as_of AND +t.status IN (SELECT value FROM json_each(:statuses)))
    UNION ALL
    SELECT d.id, d.by_system
    FROM deployment AS d
    WHERE d.system_id = p.value AND d.by_system > :after AND d.by_system < :before
    --+ services AND /*= delivers_services(d.id) */ EXISTS (SELECT 1 FROM deployment_service AS f WHERE f.deployment_id = d.id AND +f.service_id IN (SELECT value FROM json_each(:services) UNION ALL SELECT a.id FROM json_each(:services) AS v CROSS JOIN service AS a ON a.area_id = v.value)) /*=*/
    --+ statuses AND EXISTS (SELECT 1 FROM deployment_status AS t WHERE t.deployment_id = d.id AND t.from_date <= :as_of AND t.to_date >= :as_of AND +t.status IN (SELECT value FROM json_each(:statuses)))
  )
)
GROUP BY p.value
