-- shared_systems: systems of at least :min_boroughs of the given boroughs, most boroughs first,
-- then by name, then by id.
-- in   :boroughs JSON array, NULL for all; :as_of; :terms JSON array, NULL for the contracts that
--      questions count; :min_boroughs; :after, :before, :limit; :services JSON array if the filter
--      sets it
-- plan SEARCH from the given boroughs along their links; the systems are sorted, because their
--      order depends on the arguments; pinned by plan_test.go.
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
worth AS ( -- each contract once, where the system is the only one it covers
  SELECT l.system_id, sum(c.annual_pence) AS annual_pence, count(*) AS known_count,
    CASE count(DISTINCT c.vat) WHEN 1 THEN min(c.vat) ELSE 'MIXED' END AS vat
  FROM (SELECT DISTINCT system_id, contract_id FROM link WHERE contract_id IS NOT NULL) AS l
  CROSS JOIN contract AS c ON c.id = l.contract_id AND c.annual_pence IS NOT NULL
  WHERE (SELECT count(*) FROM contract_link AS o WHERE o.contract_id = c.id AND o.role = 'SYSTEM') = 1
  GROUP BY l.system_id
),
share AS (
  SELECT printf('%02d', 99 - t.borough_count) || char(9) || s.by_name AS by_boroughs, t.*
  FROM tally AS t CROSS JOIN system AS s ON s.id = t.system_id
)
SELECT k.by_boroughs AS key, n.id, n.facts, k.borough_count, k.contract_count, k.deployment_count,
  w.annual_pence, coalesce(w.known_count, 0) AS known_count, coalesce(w.vat, 'UNKNOWN') AS vat
FROM (
  SELECT h.*
  FROM share AS h
  WHERE h.by_boroughs > :after AND h.by_boroughs < :before
  ORDER BY h.by_boroughs LIMIT :limit --- backward
  --+ backward ORDER BY h.by_boroughs DESC LIMIT :limit
) AS k
CROSS JOIN fact AS n ON n.id = k.system_id
LEFT JOIN worth AS w ON w.system_id = k.system_id
ORDER BY k.by_boroughs --- backward
--+ backward ORDER BY k.by_boroughs DESC
