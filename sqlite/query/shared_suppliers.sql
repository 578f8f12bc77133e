-- shared_suppliers: vendors of at least :min_boroughs of the given boroughs, most boroughs first,
-- then by name, then by id.
-- in   :boroughs JSON array, NULL for all; :as_of; :terms JSON array, NULL for the contracts that
--      questions count; :level LEGAL_ENTITY, MAKER or GROUP; :min_boroughs; :after, :before, :limit
-- plan SEARCH from the given boroughs along their links; the vendors are sorted, because their
--      order depends on the arguments; pinned by plan_test.go.
WITH asked(borough_id) AS (
  /*= boroughs_asked(:boroughs) */
  SELECT value FROM json_each(:boroughs)
  UNION
  SELECT id FROM borough WHERE :boroughs IS NULL
  /*=*/
),
/*= vendor_links() */
party AS MATERIALIZED ( -- the given boroughs' contracts whose term is in scope
  SELECT a.borough_id, l.contract_id, t.term
  FROM asked AS a
  CROSS JOIN contract_link AS l ON l.target_id = a.borough_id AND l.role = 'PARTY'
  CROSS JOIN contract_term AS t ON t.contract_id = l.contract_id AND t.from_date <= :as_of AND t.to_date >= :as_of
  WHERE ((:terms IS NULL AND t.counted = 1) OR t.term IN (SELECT value FROM json_each(:terms)))
),
link AS ( -- one row per borough, contract or deployment, and member: first the sellers, then the makers
  SELECT p.borough_id, p.contract_id, NULL AS deployment_id, l.target_id AS member_id, 1 AS by_seller, l.inferred, p.term
  FROM party AS p
  CROSS JOIN contract_link AS l ON l.contract_id = p.contract_id AND l.role = 'SUPPLIER'
  WHERE :level IN ('LEGAL_ENTITY', 'GROUP')
  UNION ALL
  SELECT p.borough_id, p.contract_id, NULL, m.supplier_id, 0, max(m.inferred), p.term
  FROM party AS p
  CROSS JOIN contract_link AS l ON l.contract_id = p.contract_id AND l.role = 'SYSTEM'
  CROSS JOIN system_maker AS m ON m.system_id = l.target_id AND m.from_date <= :as_of AND m.to_date >= :as_of
  WHERE :level IN ('MAKER', 'GROUP')
  GROUP BY p.borough_id, p.contract_id, m.supplier_id
  UNION ALL
  SELECT d.borough_id, NULL, d.id, m.supplier_id, 0, m.inferred, NULL
  FROM asked AS a
  CROSS JOIN deployment AS d ON d.borough_id = a.borough_id
  CROSS JOIN deployment_status AS t
    ON t.deployment_id = d.id AND t.from_date <= :as_of AND t.to_date >= :as_of AND t.status = 'LIVE'
  CROSS JOIN system_maker AS m ON m.system_id = d.system_id AND m.from_date <= :as_of AND m.to_date >= :as_of
  WHERE :level IN ('MAKER', 'GROUP')
),
vendor_link AS MATERIALIZED ( -- the same, under the vendor of the level
  SELECT coalesce(g.head_id, l.member_id) AS vendor_id, l.borough_id, l.contract_id, l.deployment_id, l.member_id,
    l.by_seller, l.term, coalesce(g.undated, 0) AS undated, max(l.inferred, coalesce(g.inferred, 0)) AS inferred
  FROM link AS l
  LEFT JOIN supplier_group AS g
    ON :level = 'GROUP' AND g.supplier_id = l.member_id AND g.from_date <= :as_of AND g.to_date >= :as_of
),
/*=*/
tally AS (
  SELECT vendor_id, count(DISTINCT borough_id) AS borough_count, count(DISTINCT contract_id) AS contract_count,
    count(DISTINCT deployment_id) AS deployment_count
  FROM vendor_link
  GROUP BY vendor_id
  HAVING count(DISTINCT borough_id) >= :min_boroughs
),
priced AS (
  SELECT c.id AS contract_id
  FROM (SELECT DISTINCT contract_id FROM party) AS p
  CROSS JOIN contract AS c ON c.id = p.contract_id AND c.annual_pence IS NOT NULL
),
/*= sole_vendor(priced) */
owner AS (
  SELECT p.contract_id, l.target_id AS member_id
  FROM priced AS p
  CROSS JOIN contract_link AS l ON l.contract_id = p.contract_id AND l.role = 'SUPPLIER'
  WHERE :level IN ('LEGAL_ENTITY', 'GROUP')
  UNION ALL
  SELECT p.contract_id, m.supplier_id
  FROM priced AS p
  CROSS JOIN contract_link AS l ON l.contract_id = p.contract_id AND l.role = 'SYSTEM'
  CROSS JOIN system_maker AS m ON m.system_id = l.target_id AND m.from_date <= :as_of AND m.to_date >= :as_of
  WHERE :level = 'MAKER' OR :level = 'GROUP' AND NOT EXISTS (
    SELECT 1 FROM contract_link AS s WHERE s.contract_id = p.contract_id AND s.role = 'SUPPLIER'
  )
),
sole_vendor AS MATERIALIZED (
  SELECT o.contract_id, min(coalesce(g.head_id, o.member_id)) AS vendor_id
  FROM owner AS o
  LEFT JOIN supplier_group AS g
    ON :level = 'GROUP' AND g.supplier_id = o.member_id AND g.from_date <= :as_of AND g.to_date >= :as_of
  GROUP BY o.contract_id
  HAVING count(DISTINCT coalesce(g.head_id, o.member_id)) = 1
),
/*=*/
worth AS ( -- the contracts whose value belongs to the vendor alone
  SELECT v.vendor_id, sum(c.annual_pence) AS annual_pence, count(*) AS known_count,
    CASE count(DISTINCT c.vat) WHEN 1 THEN min(c.vat) ELSE 'MIXED' END AS vat
  FROM sole_vendor AS v
  CROSS JOIN contract AS c ON c.id = v.contract_id
  GROUP BY v.vendor_id
),
share AS (
  SELECT printf('%02d', 99 - t.borough_count) || char(9) || s.by_name AS by_boroughs, t.*
  FROM tally AS t CROSS JOIN supplier AS s ON s.id = t.vendor_id
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
CROSS JOIN fact AS n ON n.id = k.vendor_id
LEFT JOIN worth AS w ON w.vendor_id = k.vendor_id
ORDER BY k.by_boroughs --- backward
--+ backward ORDER BY k.by_boroughs DESC
