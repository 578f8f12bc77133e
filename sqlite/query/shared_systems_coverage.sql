-- shared_systems_coverage: what shared_systems counts and what it leaves out, with the reason.
-- in   :boroughs, :as_of, :terms, :services as in shared_systems.sql
-- out  as in shared_suppliers_coverage.sql
-- plan SEARCH from the given boroughs along their links; pinned by plan_test.go
WITH asked(borough_id) AS (
  /*= boroughs_asked(:boroughs) */
  SELECT value FROM json_each(:boroughs)
  UNION
  SELECT id FROM borough WHERE :boroughs IS NULL
  /*=*/
),
party AS MATERIALIZED (
  SELECT a.borough_id, l.contract_id
  FROM asked AS a
  CROSS JOIN contract_link AS l ON l.target_id = a.borough_id AND l.role = 'PARTY'
),
looked_at AS MATERIALIZED (
  SELECT c.id, c.counted_end, CASE
    WHEN NOT /*= in_scope(t) */ ((:terms IS NULL AND t.counted = 1) OR t.term IN (SELECT value FROM json_each(:terms))) /*=*/ THEN t.term
    WHEN NOT EXISTS (SELECT 1 FROM contract_link AS l WHERE l.contract_id = c.id AND l.role = 'SYSTEM') THEN 'SYSTEM_UNKNOWN'
  END AS reason
  FROM (SELECT DISTINCT contract_id FROM party) AS p
  CROSS JOIN contract AS c ON c.id = p.contract_id
  CROSS JOIN contract_term AS t ON t.contract_id = c.id AND t.from_date <= :as_of AND t.to_date >= :as_of
  WHERE c.id > ''
  --+ services AND /*= for_services(c.id) */ EXISTS (SELECT 1 FROM contract_link AS f WHERE f.contract_id = c.id AND f.role = 'SERVICE' AND +f.target_id IN (SELECT value FROM json_each(:services) UNION ALL SELECT a.id FROM json_each(:services) AS v CROSS JOIN service AS a ON a.area_id = v.value)) /*=*/
),
ranked AS (
  /*= ranked_by_reason(looked_at) */
  SELECT id, reason, row_number() OVER (PARTITION BY reason ORDER BY id) AS rank
  FROM looked_at
  WHERE reason IS NOT NULL
  /*=*/
)
SELECT 'boroughs' AS section, '' AS name, count(*) AS count, NULL AS ids FROM asked
UNION ALL
SELECT 'boroughs_with_contract', '', count(DISTINCT borough_id), NULL FROM party
UNION ALL
SELECT 'contracts', '', count(*), NULL FROM looked_at
UNION ALL
SELECT 'contracts_with_end', '', count(counted_end), NULL FROM looked_at
UNION ALL
SELECT 'contract', reason, count(*), json_group_array(id ORDER BY id) FILTER (WHERE rank <= 100) FROM ranked GROUP BY reason
UNION ALL
SELECT 'deployment', t.status, count(*), NULL
FROM asked AS a
CROSS JOIN deployment AS d ON d.borough_id = a.borough_id
CROSS JOIN deployment_status AS t ON t.deployment_id = d.id AND t.from_date <= :as_of AND t.to_date >= :as_of
WHERE t.status <> 'LIVE'
--+ services AND /*= delivers_services(d.id) */ EXISTS (SELECT 1 FROM deployment_service AS f WHERE f.deployment_id = d.id AND +f.service_id IN (SELECT value FROM json_each(:services) UNION ALL SELECT a.id FROM json_each(:services) AS v CROSS JOIN service AS a ON a.area_id = v.value)) /*=*/
GROUP BY t.status
ORDER BY section, name;
