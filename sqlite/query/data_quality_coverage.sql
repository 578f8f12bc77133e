-- data_quality_coverage: the contracts that data_quality counts, those left out because of their
-- term, and the deployments left out because they are not LIVE.
-- in   :as_of; :terms JSON array, NULL for the contracts that questions count; :asked JSON array of
--      boroughs, NULL for all; :boroughs JSON array if the filter sets it
-- out  as in shared_suppliers_coverage.sql
-- plan SEARCH contract by its key: all of them without a filter, in the order of their terms too,
--      else those that the links lead to; pinned by plan_test.go
WITH asked(borough_id) AS (
  /*= boroughs_asked(:asked) */
  SELECT value FROM json_each(:asked)
  UNION
  SELECT id FROM borough WHERE :asked IS NULL
  /*=*/
),
looked_at AS MATERIALIZED (
  SELECT c.id, c.counted_end, CASE
    WHEN NOT /*= in_scope(t) */ ((:terms IS NULL AND t.counted = 1) OR t.term IN (SELECT value FROM json_each(:terms))) /*=*/ THEN t.term
  END AS reason
  FROM contract AS c
  CROSS JOIN contract_term AS t ON t.contract_id = c.id AND t.from_date <= :as_of AND t.to_date >= :as_of
  WHERE c.id > ''
  --+ boroughs AND c.id IN (SELECT f.contract_id FROM contract_link AS f WHERE f.target_id IN (SELECT value FROM json_each(:boroughs)))
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
SELECT 'boroughs_with_contract', '', count(DISTINCT l.target_id), NULL
FROM looked_at AS k
CROSS JOIN contract_link AS l ON l.contract_id = k.id AND l.role = 'PARTY'
WHERE +l.target_id IN (SELECT borough_id FROM asked)
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
GROUP BY t.status
ORDER BY section, name;
