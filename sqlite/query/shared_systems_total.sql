-- shared_systems_total: how many systems the list of shared_systems.sql has.
-- in   as shared_systems.sql, without :limit; :after and :before bound the list itself
-- plan SEARCH from the given boroughs along their links; pinned by plan_test.go
WITH asked(borough_id) AS (
  /*= boroughs_asked(:boroughs) */
  SELECT value FROM json_each(:boroughs)
  UNION
  SELECT id FROM borough WHERE :boroughs IS NULL
  /*=*/
),
/*= system_links() */
link AS MATERIALIZED ( -- one row per borough, system, and contract in scope or live deployment
  SELECT a.borough_id, s.target_id AS system_id, p.contract_id, NULL AS deployment_id, t.term
  FROM asked AS a
  CROSS JOIN contract_link AS p ON p.target_id = a.borough_id AND p.role = 'PARTY'
  CROSS JOIN contract_term AS t ON t.contract_id = p.contract_id AND t.from_date <= :as_of AND t.to_date >= :as_of
  CROSS JOIN contract_link AS s ON s.contract_id = p.contract_id AND s.role = 'SYSTEM'
  WHERE ((:terms IS NULL AND t.counted = 1) OR t.term IN (SELECT value FROM json_each(:terms)))
  --+ services AND EXISTS (SELECT 1 FROM contract_link AS f WHERE f.contract_id = p.contract_id AND f.role = 'SERVICE' AND +f.target_id IN (SELECT value FROM json_each(:services) UNION ALL SELECT a.id FROM json_each(:services) AS v CROSS JOIN service AS a ON a.area_id = v.value))
  UNION ALL
  SELECT a.borough_id, d.system_id, NULL, d.id, NULL
  FROM asked AS a
  CROSS JOIN deployment AS d ON d.borough_id = a.borough_id
  CROSS JOIN deployment_status AS t ON t.deployment_id = d.id AND t.from_date <= :as_of AND t.to_date >= :as_of
  WHERE t.status = 'LIVE'
  --+ services AND EXISTS (SELECT 1 FROM deployment_service AS f WHERE f.deployment_id = d.id AND +f.service_id IN (SELECT value FROM json_each(:services) UNION ALL SELECT a.id FROM json_each(:services) AS v CROSS JOIN service AS a ON a.area_id = v.value))
),
/*=*/
tally AS (
  SELECT system_id, count(DISTINCT borough_id) AS borough_count, count(DISTINCT contract_id) AS contract_count,
    count(DISTINCT deployment_id) AS deployment_count
  FROM link
  GROUP BY system_id
  HAVING count(DISTINCT borough_id) >= :min_boroughs
),
share AS (
  SELECT printf('%02d', 99 - t.borough_count) || char(9) || s.by_name AS by_boroughs, t.*
  FROM tally AS t CROSS JOIN system AS s ON s.id = t.system_id
)
SELECT count(*) AS total
FROM (
  SELECT h.*
  FROM share AS h
  WHERE h.by_boroughs > :after AND h.by_boroughs < :before
) AS k
