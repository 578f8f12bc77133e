-- deployments_of: the deployments of each borough, system or partnership, by system, then borough.
-- in   :parents JSON array; :after, :before, :limit for each parent; :services, :statuses JSON
--      arrays and :as_of if the filter sets them
-- with members, a partnership stands for its members: their deployments are sorted
-- plan SEARCH deployment_of_borough and deployment_of_system, merged in their order; pinned by
--      plan_test.go
SELECT p.value AS parent, k.by_system AS key, n.id, n.facts, k.earliest_reading, k.newest_reading
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
    ORDER BY by_system LIMIT :limit --- backward
    --+ backward ORDER BY by_system DESC LIMIT :limit
  )
)
CROSS JOIN fact AS n ON n.id = k.id
ORDER BY p.key, k.by_system --- backward
--+ backward ORDER BY p.key, k.by_system DESC
