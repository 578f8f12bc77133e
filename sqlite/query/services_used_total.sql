-- services_used_total: how many rows each list of services_used.sql has.
-- in   as services_used.sql, without :limit; :after and :before bound the list itself
-- plan SEARCH from the borough along its links; pinned by plan_test.go
SELECT p.value AS parent, count(*) AS total
FROM json_each(:parents) AS p
CROSS JOIN service AS k ON k.id IN (
  SELECT o.id
  FROM (
    /*= services_used_by(p.value) */
    SELECT v.service_id AS id
    FROM deployment AS d
    CROSS JOIN deployment_status AS t ON t.deployment_id = d.id AND t.from_date <= :as_of AND t.to_date >= :as_of AND t.status = 'LIVE'
    CROSS JOIN deployment_service AS v ON v.deployment_id = d.id
    WHERE d.borough_id = p.value
    UNION
    SELECT v.target_id
    FROM contract_link AS l
    CROSS JOIN contract_term AS t ON t.contract_id = l.contract_id AND t.from_date <= :as_of AND t.to_date >= :as_of AND t.counted = 1
    CROSS JOIN contract_link AS v ON v.contract_id = l.contract_id AND v.role = 'SERVICE'
    WHERE l.target_id = p.value AND l.role = 'PARTY'
    /*=*/
  ) AS u
  CROSS JOIN service AS o ON o.id = u.id
  WHERE o.by_area > :after AND o.by_area < :before
)
GROUP BY p.value
