-- systems_used_total: how many rows each list of systems_used.sql has.
-- in   as systems_used.sql, without :limit; :after and :before bound the list itself
-- plan SEARCH from the parent along its links; pinned by plan_test.go
SELECT p.value AS parent, count(*) AS total
FROM json_each(:parents) AS p
CROSS JOIN system AS k ON k.id IN (
  SELECT o.id
  FROM (
    /*= systems_used_by(p.value) */
    SELECT d.system_id AS id
    FROM deployment AS d
    CROSS JOIN deployment_status AS t ON t.deployment_id = d.id AND t.from_date <= :as_of AND t.to_date >= :as_of AND t.status = 'LIVE'
    WHERE d.borough_id = p.value
    UNION
    SELECT d.system_id
    FROM deployment_service AS v
    CROSS JOIN deployment AS d ON d.id = v.deployment_id
    CROSS JOIN deployment_status AS t ON t.deployment_id = d.id AND t.from_date <= :as_of AND t.to_date >= :as_of AND t.status = 'LIVE'
    WHERE v.service_id IN (SELECT p.value UNION ALL SELECT a.id FROM service AS a WHERE a.area_id = p.value)
    UNION
    SELECT s.target_id
    FROM contract_link AS l
    CROSS JOIN contract_term AS t ON t.contract_id = l.contract_id AND t.from_date <= :as_of AND t.to_date >= :as_of AND t.counted = 1
    CROSS JOIN contract_link AS s ON s.contract_id = l.contract_id AND s.role = 'SYSTEM'
    WHERE l.target_id IN (SELECT p.value UNION ALL SELECT a.id FROM service AS a WHERE a.area_id = p.value) AND l.role IN ('PARTY', 'SERVICE')
    /*=*/
  ) AS u
  CROSS JOIN system AS o ON o.id = u.id
  WHERE o.by_name > :after AND o.by_name < :before
)
GROUP BY p.value
