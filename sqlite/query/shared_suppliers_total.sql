-- shared_suppliers_total: how many vendors the list of shared_suppliers.sql has.
-- in   as shared_suppliers.sql, without :limit; :after and :before bound the list itself
-- plan SEARCH from the given boroughs along their links; pinned by plan_test.go
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
share AS (
  SELECT printf('%02d', 99 - t.borough_count) || char(9) || s.by_name AS by_boroughs, t.*
  FROM tally AS t CROSS JOIN supplier AS s ON s.id = t.vendor_id
)
SELECT count(*) AS total
FROM (
  SELECT h.*
  FROM share AS h
  WHERE h.by_boroughs > :after AND h.by_boroughs < :before
) AS k
