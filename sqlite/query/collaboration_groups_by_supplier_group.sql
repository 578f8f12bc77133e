-- collaboration_groups_by_supplier_group: the contracts of each group of suppliers, and the live
-- deployments of the systems that its members make. A contract belongs to the groups that make its
-- systems. If no maker of its systems is known, it belongs to the groups of its suppliers.
-- in   :as_of; :groups, :boroughs, :systems, :services JSON arrays if the filter sets them, a
--      service area includes the services in it
-- out  as in collaboration_groups_by_service.sql
-- plan SEARCH supplier by its key, which gives the order, then from the head along its members'
--      links; pinned by plan_test.go
SELECT g.id AS group_id, l.contract_id, o.offer, (
    SELECT count(DISTINCT h.head_id)
    FROM contract_link AS y
    CROSS JOIN system_maker AS k ON k.system_id = y.target_id AND k.from_date <= :as_of AND k.to_date >= :as_of
    CROSS JOIN supplier_group AS h ON h.supplier_id = k.supplier_id AND h.from_date <= :as_of AND h.to_date >= :as_of
    WHERE y.contract_id = l.contract_id AND y.role = 'SYSTEM'
  ) = 1 AS allocated, NULL AS deployment_id, NULL AS borough_id
FROM supplier AS g
CROSS JOIN supplier_group AS u ON u.head_id = g.id AND u.from_date <= :as_of AND u.to_date >= :as_of
CROSS JOIN system_maker AS m ON m.supplier_id = u.supplier_id AND m.from_date <= :as_of AND m.to_date >= :as_of
CROSS JOIN contract_link AS l ON l.target_id = m.system_id AND l.role = 'SYSTEM'
CROSS JOIN contract_offer AS o ON o.contract_id = l.contract_id
WHERE g.id > ''
  --+ groups AND g.id IN (SELECT value FROM json_each(:groups))
  --+ systems AND /*= names(l.contract_id, 'SYSTEM', :systems) */ EXISTS (SELECT 1 FROM contract_link AS f WHERE f.contract_id = l.contract_id AND f.role = 'SYSTEM' AND +f.target_id IN (SELECT value FROM json_each(:systems))) /*=*/
  --+ services AND /*= for_services(l.contract_id) */ EXISTS (SELECT 1 FROM contract_link AS f WHERE f.contract_id = l.contract_id AND f.role = 'SERVICE' AND +f.target_id IN (SELECT value FROM json_each(:services) UNION ALL SELECT a.id FROM json_each(:services) AS v CROSS JOIN service AS a ON a.area_id = v.value)) /*=*/
  --+ boroughs AND /*= names(l.contract_id, 'PARTY', :boroughs) */ EXISTS (SELECT 1 FROM contract_link AS f WHERE f.contract_id = l.contract_id AND f.role = 'PARTY' AND +f.target_id IN (SELECT value FROM json_each(:boroughs))) /*=*/
UNION ALL
SELECT g.id, l.contract_id, o.offer, (
    SELECT count(DISTINCT h.head_id)
    FROM contract_link AS y
    CROSS JOIN supplier_group AS h ON h.supplier_id = y.target_id AND h.from_date <= :as_of AND h.to_date >= :as_of
    WHERE y.contract_id = l.contract_id AND y.role = 'SUPPLIER'
  ) = 1, NULL, NULL
FROM supplier AS g
CROSS JOIN supplier_group AS u ON u.head_id = g.id AND u.from_date <= :as_of AND u.to_date >= :as_of
CROSS JOIN contract_link AS l ON l.target_id = u.supplier_id AND l.role = 'SUPPLIER'
CROSS JOIN contract_offer AS o ON o.contract_id = l.contract_id
WHERE g.id > ''
AND NOT EXISTS (
  SELECT 1
  FROM contract_link AS y
  CROSS JOIN system_maker AS k ON k.system_id = y.target_id AND k.from_date <= :as_of AND k.to_date >= :as_of
  WHERE y.contract_id = l.contract_id AND y.role = 'SYSTEM'
)
  --+ groups AND g.id IN (SELECT value FROM json_each(:groups))
  --+ systems AND /*= names(l.contract_id, 'SYSTEM', :systems) */ EXISTS (SELECT 1 FROM contract_link AS f WHERE f.contract_id = l.contract_id AND f.role = 'SYSTEM' AND +f.target_id IN (SELECT value FROM json_each(:systems))) /*=*/
  --+ services AND /*= for_services(l.contract_id) */ EXISTS (SELECT 1 FROM contract_link AS f WHERE f.contract_id = l.contract_id AND f.role = 'SERVICE' AND +f.target_id IN (SELECT value FROM json_each(:services) UNION ALL SELECT a.id FROM json_each(:services) AS v CROSS JOIN service AS a ON a.area_id = v.value)) /*=*/
  --+ boroughs AND /*= names(l.contract_id, 'PARTY', :boroughs) */ EXISTS (SELECT 1 FROM contract_link AS f WHERE f.contract_id = l.contract_id AND f.role = 'PARTY' AND +f.target_id IN (SELECT value FROM json_each(:boroughs))) /*=*/
UNION ALL
SELECT g.id, NULL, NULL, NULL, d.id, d.borough_id
FROM supplier AS g
CROSS JOIN supplier_group AS u ON u.head_id = g.id AND u.from_date <= :as_of AND u.to_date >= :as_of
CROSS JOIN system_maker AS m ON m.supplier_id = u.supplier_id AND m.from_date <= :as_of AND m.to_date >= :as_of
CROSS JOIN deployment AS d ON d.system_id = m.system_id
CROSS JOIN deployment_status AS s ON s.deployment_id = d.id AND s.from_date <= :as_of AND s.to_date >= :as_of AND s.status = 'LIVE'
WHERE g.id > ''
  --+ groups AND g.id IN (SELECT value FROM json_each(:groups))
  --+ systems AND +d.system_id IN (SELECT value FROM json_each(:systems))
  --+ services AND /*= delivers_services(d.id) */ EXISTS (SELECT 1 FROM deployment_service AS f WHERE f.deployment_id = d.id AND +f.service_id IN (SELECT value FROM json_each(:services) UNION ALL SELECT a.id FROM json_each(:services) AS v CROSS JOIN service AS a ON a.area_id = v.value)) /*=*/
  --+ boroughs AND +d.borough_id IN (SELECT value FROM json_each(:boroughs))
ORDER BY group_id;
