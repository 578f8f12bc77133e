-- boroughs_using_total: how many rows each list of boroughs_using.sql has.
-- in   as boroughs_using.sql, without :limit; :after and :before bound the list itself
-- plan SEARCH from the service along its links; pinned by plan_test.go
SELECT p.value AS parent, count(*) AS total
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
)
GROUP BY p.value
