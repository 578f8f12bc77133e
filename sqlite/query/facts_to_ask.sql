-- facts_to_ask: the unknown facts of each borough's contracts and deployments, starting with the
-- systems that most other boroughs use.
-- in   :boroughs JSON array; :as_of; :terms JSON array, NULL for the contracts that questions
--      count; :limit for each borough; :contract_fields, :deployment_fields JSON arrays of the
--      fields to ask for
-- out  parent, subject, field, others
-- plan SEARCH contract_link and deployment by borough, then by system; pinned by plan_test.go
WITH held AS MATERIALIZED ( -- by the given boroughs
  SELECT a.value AS borough_id, c.id AS subject_id, 'CONTRACT' AS kind, c.unknown_fields, s.target_id AS system_id
  FROM json_each(:boroughs) AS a
  CROSS JOIN contract_link AS l ON l.target_id = a.value
  CROSS JOIN contract AS c ON c.id = l.contract_id
  CROSS JOIN contract_term AS t ON t.contract_id = c.id AND t.from_date <= :as_of AND t.to_date >= :as_of
  CROSS JOIN contract_link AS s ON s.contract_id = c.id AND s.role = 'SYSTEM'
  WHERE /*= in_scope(t) */ ((:terms IS NULL AND t.counted = 1) OR t.term IN (SELECT value FROM json_each(:terms))) /*=*/
  UNION ALL
  SELECT a.value, d.id, 'DEPLOYMENT', d.unknown_fields, d.system_id
  FROM json_each(:boroughs) AS a
  CROSS JOIN deployment AS d ON d.borough_id = a.value
  CROSS JOIN deployment_status AS u ON u.deployment_id = d.id AND u.from_date <= :as_of AND u.to_date >= :as_of AND u.status = 'LIVE'
),
counted AS MATERIALIZED ( -- on one of those systems, by any borough
  SELECT h.system_id, p.target_id AS borough_id
  FROM (SELECT DISTINCT system_id FROM held) AS h
  CROSS JOIN contract_link AS s ON s.target_id = h.system_id
  CROSS JOIN contract_term AS t ON t.contract_id = s.contract_id AND t.from_date <= :as_of AND t.to_date >= :as_of
  CROSS JOIN contract_link AS p ON p.contract_id = s.contract_id AND p.role = 'PARTY'
  WHERE /*= in_scope(t) */ ((:terms IS NULL AND t.counted = 1) OR t.term IN (SELECT value FROM json_each(:terms))) /*=*/
  UNION
  SELECT h.system_id, d.borough_id
  FROM (SELECT DISTINCT system_id FROM held) AS h
  CROSS JOIN deployment AS d ON d.system_id = h.system_id
  CROSS JOIN deployment_status AS u ON u.deployment_id = d.id AND u.from_date <= :as_of AND u.to_date >= :as_of AND u.status = 'LIVE'
),
boroughs AS MATERIALIZED (
  SELECT system_id, count(*) AS number FROM counted GROUP BY system_id
),
subject AS MATERIALIZED (
  SELECT borough_id, subject_id, kind, unknown_fields, count(*) AS systems, min(system_id) AS system_id
  FROM held
  GROUP BY borough_id, subject_id
),
shared AS MATERIALIZED ( -- a borough is always among those counted on what it has
  SELECT s.borough_id, s.subject_id, s.kind, s.unknown_fields, n.number - 1 AS others
  FROM subject AS s
  CROSS JOIN boroughs AS n ON n.system_id = s.system_id
  WHERE s.systems = 1
  UNION ALL
  SELECT s.borough_id, s.subject_id, s.kind, s.unknown_fields, count(DISTINCT o.borough_id) - 1
  FROM subject AS s
  CROSS JOIN held AS h ON h.borough_id = s.borough_id AND h.subject_id = s.subject_id
  CROSS JOIN counted AS o ON o.system_id = h.system_id
  WHERE s.systems > 1
  GROUP BY s.borough_id, s.subject_id
),
ranked AS (
  SELECT s.borough_id, s.subject_id, f.value AS field, s.others,
    row_number() OVER (PARTITION BY s.borough_id ORDER BY s.others DESC, s.subject_id, f.value) AS rank
  FROM shared AS s
  CROSS JOIN json_each(s.unknown_fields) AS f
  WHERE s.others > 0 AND f.value IN (SELECT value FROM json_each(CASE s.kind WHEN 'CONTRACT' THEN :contract_fields ELSE :deployment_fields END))
)
SELECT borough_id AS parent, subject_id AS subject, field, others
FROM ranked
WHERE rank <= :limit
ORDER BY borough_id, rank;
