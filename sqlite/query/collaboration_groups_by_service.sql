-- collaboration_groups_by_service: the contracts for each service that is not an area, and its live
-- deployments.
-- in   :as_of; :groups, :boroughs, :systems, :services JSON arrays if the filter sets them, a
--      service area includes the services in it
-- out  group_id, the groups one after the other; for a contract, whatever its term, its id, its
--      offer and whether its value is allocated to the group; for a live deployment, its id and its
--      borough
-- plan SEARCH service by its key, which gives the order, then along its links; pinned by
--      plan_test.go
SELECT g.id AS group_id, l.contract_id, o.offer, (
    SELECT count(*) FROM contract_link AS y WHERE y.contract_id = l.contract_id AND y.role = 'SERVICE'
  ) = 1 AS allocated, NULL AS deployment_id, NULL AS borough_id
FROM service AS g
CROSS JOIN contract_link AS l ON l.target_id = g.id AND l.role = 'SERVICE'
CROSS JOIN contract_offer AS o ON o.contract_id = l.contract_id
WHERE g.id > '' AND g.area_id IS NOT NULL
  --+ groups AND g.id IN (SELECT value FROM json_each(:groups))
  --+ services AND g.id IN /*= services_asked(:services) */ (SELECT value FROM json_each(:services) UNION ALL SELECT a.id FROM json_each(:services) AS v CROSS JOIN service AS a ON a.area_id = v.value) /*=*/
  --+ systems AND /*= names(l.contract_id, 'SYSTEM', :systems) */ EXISTS (SELECT 1 FROM contract_link AS f WHERE f.contract_id = l.contract_id AND f.role = 'SYSTEM' AND +f.target_id IN (SELECT value FROM json_each(:systems))) /*=*/
  --+ boroughs AND /*= names(l.contract_id, 'PARTY', :boroughs) */ EXISTS (SELECT 1 FROM contract_link AS f WHERE f.contract_id = l.contract_id AND f.role = 'PARTY' AND +f.target_id IN (SELECT value FROM json_each(:boroughs))) /*=*/
UNION ALL
SELECT g.id, NULL, NULL, NULL, d.id, d.borough_id
FROM service AS g
CROSS JOIN deployment_service AS v ON v.service_id = g.id
CROSS JOIN deployment AS d ON d.id = v.deployment_id
CROSS JOIN deployment_status AS s ON s.deployment_id = d.id AND s.from_date <= :as_of AND s.to_date >= :as_of AND s.status = 'LIVE'
WHERE g.id > '' AND g.area_id IS NOT NULL
  --+ groups AND g.id IN (SELECT value FROM json_each(:groups))
  --+ services AND g.id IN /*= services_asked(:services) */ (SELECT value FROM json_each(:services) UNION ALL SELECT a.id FROM json_each(:services) AS v CROSS JOIN service AS a ON a.area_id = v.value) /*=*/
  --+ systems AND +d.system_id IN (SELECT value FROM json_each(:systems))
  --+ boroughs AND +d.borough_id IN (SELECT value FROM json_each(:boroughs))
ORDER BY group_id;
