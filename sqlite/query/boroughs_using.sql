-- boroughs_using: the boroughs that run a system or have a contract for each service, by name.
-- in   :parents JSON array of services, an area includes the services in it; :as_of; :after,
--      :before, :limit for each service
-- plan SEARCH from the service along its links; boroughs are few, so they are sorted; pinned by
--      plan_test.go
SELECT p.value AS parent, k.by_name AS key, n.id, n.facts
FROM json_each(:parents) AS p
CROSS JOIN borough AS k ON k.id IN (
  SELECT o.id
  FROM (
    /*= boroughs_using_service(p.value) */
    SELECT d.borough_id AS id
    FROM deployment_service AS v
    CROSS JOIN deployment AS d ON d.id = v.deployment_id
    CROSS JOIN deployment_status AS t ON t.deployment_id = d.id AND t.from_date <= :as_of AND t.to_date >= :as_of AND t.status = 'LIVE'
    WHERE v.service_id IN (SELECT p.value UNION ALL SELECT a.id FROM service AS a WHERE a.area_id = p.value)
    UNION
    SELECT b.target_id
    FROM contract_link AS l
    CROSS JOIN contract_term AS t ON t.contract_id = l.contract_id AND t.from_date <= :as_of AND t.to_date >= :as_of AND t.counted = 1
    CROSS JOIN contract_link AS b ON b.contract_id = l.contract_id AND b.role = 'PARTY'
    WHERE l.target_id IN (SELECT p.value UNION ALL SELECT a.id FROM service AS a WHERE a.area_id = p.value) AND l.role = 'SERVICE'
    /*=*/
  ) AS u
  CROSS JOIN borough AS o ON o.id = u.id
  WHERE o.by_name > :after AND o.by_name < :before
  ORDER BY o.by_name LIMIT :limit --- backward
  --+ backward ORDER BY o.by_name DESC LIMIT :limit
)
CROSS JOIN fact AS n ON n.id = k.id
ORDER BY p.key, k.by_name --- backward
--+ backward ORDER BY p.key, k.by_name DESC
