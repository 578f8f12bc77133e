-- data_quality: how much is known of the contracts of each borough, and how old it is.
-- in   :boroughs JSON array, NULL for all; :as_of; :terms JSON array, NULL for the contracts that
--      questions count
-- out  section, parent, and by section: borough (facts, newest), contracts (count, stale, newest),
--      unknown (name of a field, count), deployments (count, stale, newest)
-- plan SEARCH contract_link and deployment by borough; pinned by plan_test.go
WITH asked(borough_id) AS (
  /*= boroughs_asked(:boroughs) */
  SELECT value FROM json_each(:boroughs)
  UNION
  SELECT id FROM borough WHERE :boroughs IS NULL
  /*=*/
),
looked_at AS MATERIALIZED (
  SELECT a.borough_id AS borough_id, c.id, c.unknown_fields, t.term, /*= in_scope(t) */ ((:terms IS NULL AND t.counted = 1) OR t.term IN (SELECT value FROM json_each(:terms))) /*=*/ AS counted
  FROM asked AS a
  CROSS JOIN contract_link AS l ON l.target_id = a.borough_id
  CROSS JOIN contract AS c ON c.id = l.contract_id
  CROSS JOIN contract_term AS t ON t.contract_id = c.id AND t.from_date <= :as_of AND t.to_date >= :as_of
)
SELECT 'borough' AS section, b.id AS parent, NULL AS name, n.facts, NULL AS count, NULL AS stale,
  (SELECT max(e.read_on) FROM evidence AS e WHERE e.subject_id = b.id AND e.read_on <= :as_of || '~') AS newest
FROM asked AS a
CROSS JOIN borough AS b ON b.id = a.borough_id
CROSS JOIN fact AS n ON n.id = b.id
UNION ALL
SELECT 'contracts', borough_id, NULL, NULL, sum(counted), sum(term = 'STALE'), max((
  SELECT max(e.read_on) FROM evidence AS e WHERE e.subject_id = k.id AND e.read_on <= :as_of || '~'
))
FROM looked_at AS k
GROUP BY borough_id
UNION ALL
SELECT 'unknown', k.borough_id, f.value, NULL, count(*), NULL, NULL
FROM looked_at AS k
CROSS JOIN json_each(k.unknown_fields) AS f
WHERE k.counted
GROUP BY k.borough_id, f.value
UNION ALL
SELECT 'deployments', d.borough_id, NULL, NULL, coalesce(sum(u.status = 'LIVE'), 0), coalesce(sum(u.status = 'STALE'), 0), max((
  SELECT max(e.read_on) FROM evidence AS e WHERE e.subject_id = d.id AND e.read_on <= :as_of || '~'
))
FROM asked AS a
CROSS JOIN deployment AS d ON d.borough_id = a.borough_id
LEFT JOIN deployment_status AS u ON u.deployment_id = d.id AND u.from_date <= :as_of AND u.to_date >= :as_of
GROUP BY d.borough_id;
