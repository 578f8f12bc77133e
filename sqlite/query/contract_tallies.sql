-- contract_tallies: how many contracts match a filter, and their known annual values; by the value
-- of one property where a mark asks for it, value NULL where that is unknown.
-- in   :role PARTY, SUPPLIER, SYSTEM or FRAMEWORK with linked; :targets JSON array of ids of one
--      kind with targets; the filters' parameters as in contracts.sql and contracts_with.sql
-- plan scans contract, or SEARCH contract_link_by_end_date for each target, then the links of each
--      contract; pinned by plan_test.go
SELECT value, count(*) AS count, sum(annual_pence) AS annual_pence, count(annual_pence) AS known_count,
  /*= common_vat(annual_pence, vat) */
  CASE count(DISTINCT vat) FILTER (WHERE annual_pence IS NOT NULL)
    WHEN 0 THEN 'UNKNOWN'
    WHEN 1 THEN min(vat) FILTER (WHERE annual_pence IS NOT NULL)
    ELSE 'MIXED'
  END
  /*=*/ AS vat
FROM (
  SELECT k.id, k.annual_pence, k.vat, --- areas
  --+ areas SELECT DISTINCT k.id, k.annual_pence, k.vat,
    NULL --- linked, areas, terms_of_day, years
    --+ linked v.target_id
    --+ areas coalesce(s.area_id, s.id)
    --+ terms_of_day t.term
    --+ years substr(k.counted_end, 1, 4)
    AS value
  FROM contract AS k
  --+ linked LEFT JOIN contract_link AS v ON v.contract_id = k.id AND v.role = :role
  --+ areas LEFT JOIN contract_link AS v ON v.contract_id = k.id AND v.role = 'SERVICE'
  --+ areas LEFT JOIN service AS s ON s.id = v.target_id
  --+ terms_of_day LEFT JOIN contract_term AS t ON t.contract_id = k.id AND t.from_date <= :as_of AND t.to_date >= :as_of
  WHERE k.by_end_date > ''
  --+ targets AND k.id IN (SELECT l.contract_id FROM (SELECT value AS id FROM json_each(:targets) UNION SELECT a.id FROM json_each(:targets) AS g CROSS JOIN service AS a ON a.area_id = g.value) AS g CROSS JOIN contract_link AS l ON l.target_id = g.id)
  /*= name_filters(k.id) */
  --+ boroughs AND EXISTS (SELECT 1 FROM contract_link AS f WHERE f.contract_id = k.id AND f.role = 'PARTY' AND +f.target_id IN (SELECT value FROM json_each(:boroughs)))
  --+ suppliers AND EXISTS (SELECT 1 FROM contract_link AS f WHERE f.contract_id = k.id AND f.role = 'SUPPLIER' AND +f.target_id IN (SELECT value FROM json_each(:suppliers)))
  --+ systems AND EXISTS (SELECT 1 FROM contract_link AS f WHERE f.contract_id = k.id AND f.role = 'SYSTEM' AND +f.target_id IN (SELECT value FROM json_each(:systems)))
  --+ services AND EXISTS (SELECT 1 FROM contract_link AS f WHERE f.contract_id = k.id AND f.role = 'SERVICE' AND +f.target_id IN (SELECT value FROM json_each(:services) UNION ALL SELECT a.id FROM json_each(:services) AS v CROSS JOIN service AS a ON a.area_id = v.value))
  /*=*/
  /*= standing_filters(k.id) */
  --+ terms AND EXISTS (SELECT 1 FROM contract_term AS t WHERE t.contract_id = k.id AND t.from_date <= :as_of AND t.to_date >= :as_of AND +t.term IN (SELECT value FROM json_each(:terms)))
  --+ counted AND EXISTS (SELECT 1 FROM contract_term AS t WHERE t.contract_id = k.id AND t.from_date <= :as_of AND t.to_date >= :as_of AND +t.counted = 1)
  --+ not_counted AND EXISTS (SELECT 1 FROM contract_term AS t WHERE t.contract_id = k.id AND t.from_date <= :as_of AND t.to_date >= :as_of AND +t.counted = 0)
  --+ frameworks AND EXISTS (SELECT 1 FROM contract_link AS f WHERE f.contract_id = k.id AND f.role = 'FRAMEWORK' AND +f.target_id IN (SELECT value FROM json_each(:frameworks)))
  --+ unknown_borough AND NOT EXISTS (SELECT 1 FROM contract_link AS f WHERE f.contract_id = k.id AND f.role = 'PARTY')
  --+ unknown_service_area AND NOT EXISTS (SELECT 1 FROM contract_link AS f WHERE f.contract_id = k.id AND f.role = 'SERVICE')
  --+ unknown_supplier AND NOT EXISTS (SELECT 1 FROM contract_link AS f WHERE f.contract_id = k.id AND f.role = 'SUPPLIER')
  --+ unknown_system AND NOT EXISTS (SELECT 1 FROM contract_link AS f WHERE f.contract_id = k.id AND f.role = 'SYSTEM')
  --+ unknown_framework AND NOT EXISTS (SELECT 1 FROM contract_link AS f WHERE f.contract_id = k.id AND f.role = 'FRAMEWORK')
  --+ unknown_term AND NOT EXISTS (SELECT 1 FROM contract_term AS t WHERE t.contract_id = k.id AND t.from_date <= :as_of AND t.to_date >= :as_of)
  --+ unknown_end_year AND EXISTS (SELECT 1 FROM contract AS e WHERE e.id = k.id AND +e.counted_end IS NULL)
  /*=*/
  /*= end_filters(k) */
  --+ end AND k.counted_end >= :end_from AND k.counted_end <= :end_to
  --+ end_or_unknown AND (k.counted_end IS NULL OR (k.counted_end >= :end_from AND k.counted_end <= :end_to))
  /*=*/
)
GROUP BY value
