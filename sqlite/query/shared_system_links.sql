-- shared_system_links: what links each given borough to each system: the boroughs by name, and for
-- each the contracts by end date, then the deployments by id. There are at most :limit links of
-- each; the counts are of all.
-- in   :boroughs, :as_of, :terms, :services as in shared_systems.sql; :systems JSON array; :limit
--      per system and borough
-- out  system id, borough id and facts, its contracts, its deployments, then the link: contract id,
--      deployment id, term, end, newest reading
-- plan SEARCH from the given boroughs along their links; pinned by plan_test.go. The tables up to
--      link are those of shared_systems.sql.
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
ranked AS MATERIALIZED (
  SELECT l.*, c.counted_end,
    count(l.contract_id) OVER one AS contract_count, count(l.deployment_id) OVER one AS deployment_count,
    row_number() OVER (one ORDER BY coalesce('0' || c.by_end_date, '1' || d.id)) AS rank
  FROM link AS l
  LEFT JOIN contract AS c ON c.id = l.contract_id
  LEFT JOIN deployment AS d ON d.id = l.deployment_id
  WHERE l.system_id IN (SELECT value FROM json_each(:systems))
  WINDOW one AS (PARTITION BY l.system_id, l.borough_id)
)
SELECT r.system_id, b.id AS borough_id, n.facts AS borough, r.contract_count, r.deployment_count,
  r.contract_id, r.deployment_id, r.term, r.counted_end,
  CASE WHEN r.counted_end IS NOT NULL THEN cn.facts ->> '$.endDate' END AS end_stated,
  (SELECT max(e.read_on) FROM evidence AS e WHERE e.subject_id = coalesce(r.contract_id, r.deployment_id) AND e.read_on <= :as_of || '~') AS read_on
FROM ranked AS r
CROSS JOIN borough AS b ON b.id = r.borough_id
CROSS JOIN fact AS n ON n.id = b.id
LEFT JOIN fact AS cn ON cn.id = r.contract_id
WHERE r.rank <= :limit
ORDER BY r.system_id, b.by_name, r.rank;
