-- collaboration_groups_by_system: the contracts that cover each system, and its live deployments.
-- in   :as_of; :groups, :boroughs, :systems, :services JSON arrays if the filter sets them, a
--      service area includes the services in it
-- out  as in collaboration_groups_by_service.sql
-- plan SEARCH system by its key, which gives the order, then along its links; pinned by
--      plan_test.go
SELECT g.id AS group_id, l.contract_id, o.offer, (
    SELECT count(*) FROM contract_link AS y WHERE y.contract_id = l.contract_id AND y.role = 'SYSTEM'
  ) = 1 AS allocated, NULL AS deployment_id, NULL AS borough_id
FROM system AS g
CROSS JOIN contract_link AS l ON l.target_id = g.id AND l.role = 'SYSTEM'
CROSS JOIN contract_offer AS o ON o.contract_id = l.contract_id
WHERE g.id > ''
  --+ groups AND g.id IN (SELECT value FROM json_each(:groups))
  --+ systems AND g.id IN (SELECT value FROM json_each(:systems))
  --+ services AND /*= for_services(l.contract_id) */ EXISTS (SELECT 1 FROM contract_link AS f WHERE f.contract_id = l.contract_id AND f.role = 'SERVICE' AND +f.target_id IN (SELECT value FROM json_each(:services) UNION ALL SELECT a.id FROM json_each(:services) AS v CROSS JOIN service AS a ON a.area_id = v.value)) /*=*/
  --+ boroughs AND /*= names(l.contract_id, 'PARTY', :boroughs) */ EXISTS (SELECT 1 FROM contract_link AS f WHERE f.contract_id = l.contract_id AND f.role = 'PARTY' AND +f.target_id IN (SELECT value FROM json_each(:boroughs))) /*=*/
UNION ALL
SELECT g.id, NULL, NULL, NULL, d.id, d.borough_id
FROM system AS g
CROSS JOIN deployment AS d ON d.system_id = g.id
CROSS JOIN deployment_status AS s ON s.deployment_id = d.id AND s.from_date <= :as_of AND s.to_date >= :as_of AND s.status = 'LIVE'
WHERE g.id > ''
  --+ groups AND g.id IN (SELECT value FROM json_each(:groups))
  --+ systems AND g.id IN (SELECT value FROM json_each(:systems))
  --+ services AND /*= delivers_services(d.id) */ EXISTS (SELECT 1 FROM deployment_service AS f WHERE f.deployment_id = d.id AND +f.service_id IN (SELECT value FROM json_each(:services) UNION ALL SELECT a.id FROM json_each(:services) AS v CROSS JOIN service AS a ON a.area_id = v.value)) /*=*/
  --+ boroughs AND +d.borough_id IN (SELECT value FROM json_each(:boroughs))
ORDER BY group_id;
