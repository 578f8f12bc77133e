-- concentration: the share of each vendor in the contracts of the given boroughs, of all boroughs
-- together or of each by itself; and what was counted and left out, with the reason.
-- in   :boroughs JSON array, NULL for all; :apart 1 for each borough by itself; :as_of; :terms JSON
--      array, NULL for the contracts that questions count; :level LEGAL_ENTITY, MAKER or GROUP;
--      :services JSON array if the filter sets it
-- out  parent, '' for all boroughs together; section; name, count, ids. 'vendor': its id,
--      contracts, the first 100 of them as a JSON array, and the annual_pence, known_count and vat
--      of those that belong to it alone, and its by_name. 'held': all contracts with a vendor, each
--      counted once, with the same sums. 'unallocated': those of them whose value is known and
--      belongs to no single vendor. The others are as in shared_suppliers_coverage.sql, without
--      deployments
-- plan SEARCH from the given boroughs along their links; pinned by plan_test.go
WITH asked AS MATERIALIZED (
  SELECT CASE WHEN :apart THEN b.id ELSE '' END AS parent, b.id AS borough_id
  FROM (SELECT value AS id FROM json_each(:boroughs) UNION SELECT id FROM borough WHERE :boroughs IS NULL) AS a
  CROSS JOIN borough AS b ON b.id = a.id
),
party AS MATERIALIZED (
  SELECT a.parent, a.borough_id, l.contract_id
  FROM asked AS a
  CROSS JOIN contract_link AS l ON l.target_id = a.borough_id AND l.role = 'PARTY'
),
looked_at AS MATERIALIZED ( -- each contract once for a parent
  SELECT p.parent, c.id, c.counted_end, c.annual_pence, c.vat, c.suppliers_withheld, t.term,
    /*= in_scope(t) */ ((:terms IS NULL AND t.counted = 1) OR t.term IN (SELECT value FROM json_each(:terms))) /*=*/ AS in_scope
  FROM (SELECT DISTINCT parent, contract_id FROM party) AS p
  CROSS JOIN contract AS c ON c.id = p.contract_id
  CROSS JOIN contract_term AS t ON t.contract_id = c.id AND t.from_date <= :as_of AND t.to_date >= :as_of
  WHERE c.id > ''
  --+ services AND /*= for_services(c.id) */ EXISTS (SELECT 1 FROM contract_link AS f WHERE f.contract_id = c.id AND f.role = 'SERVICE' AND +f.target_id IN (SELECT value FROM json_each(:services) UNION ALL SELECT a.id FROM json_each(:services) AS v CROSS JOIN service AS a ON a.area_id = v.value)) /*=*/
),
member AS ( -- the sellers and the makers of each contract, as the level asks
  SELECT k.parent, k.id AS contract_id, l.target_id AS member_id
  FROM looked_at AS k
  CROSS JOIN contract_link AS l ON l.contract_id = k.id AND l.role = 'SUPPLIER'
  WHERE k.in_scope AND :level IN ('LEGAL_ENTITY', 'GROUP')
  UNION
  SELECT k.parent, k.id, m.supplier_id
  FROM looked_at AS k
  CROSS JOIN contract_link AS l ON l.contract_id = k.id AND l.role = 'SYSTEM'
  CROSS JOIN system_maker AS m ON m.system_id = l.target_id AND m.from_date <= :as_of AND m.to_date >= :as_of
  WHERE k.in_scope AND :level IN ('MAKER', 'GROUP')
),
held AS MATERIALIZED ( -- each vendor of each contract once
  SELECT DISTINCT m.parent, m.contract_id, coalesce(g.head_id, m.member_id) AS vendor_id
  FROM member AS m
  LEFT JOIN supplier_group AS g
    ON :level = 'GROUP' AND g.supplier_id = m.member_id AND g.from_date <= :as_of AND g.to_date >= :as_of
),
vendors AS MATERIALIZED (
  SELECT DISTINCT parent, contract_id FROM held
),
priced AS (
  SELECT DISTINCT id AS contract_id FROM looked_at WHERE in_scope AND annual_pence IS NOT NULL
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
ranked AS (
  SELECT h.parent, h.vendor_id, h.contract_id, iif(o.vendor_id = h.vendor_id, c.annual_pence, NULL) AS annual_pence, c.vat,
    row_number() OVER (PARTITION BY h.parent, h.vendor_id ORDER BY h.contract_id) AS rank
  FROM held AS h
  LEFT JOIN sole_vendor AS o ON o.contract_id = h.contract_id
  CROSS JOIN contract AS c ON c.id = h.contract_id
),
left_out AS (
  SELECT k.parent, k.id, reason, row_number() OVER (PARTITION BY k.parent, reason ORDER BY k.id) AS rank
  FROM (
    SELECT o.parent, o.id, CASE
      WHEN NOT o.in_scope THEN o.term
      WHEN EXISTS (SELECT 1 FROM vendors AS n WHERE n.parent = o.parent AND n.contract_id = o.id) THEN NULL
      WHEN :level = 'MAKER' AND EXISTS (SELECT 1 FROM contract_link AS l WHERE l.contract_id = o.id AND l.role = 'SYSTEM') THEN 'MAKER_UNKNOWN'
      WHEN :level = 'MAKER' THEN 'SYSTEM_UNKNOWN'
      WHEN o.suppliers_withheld THEN 'SUPPLIER_WITHHELD'
      ELSE 'SUPPLIER_UNKNOWN'
    END AS reason
    FROM looked_at AS o
  ) AS k
  WHERE reason IS NOT NULL
)
SELECT r.parent, 'vendor' AS section, r.vendor_id AS name, count(*) AS count,
  json_group_array(r.contract_id ORDER BY r.contract_id) FILTER (WHERE r.rank <= 100) AS ids,
  sum(r.annual_pence) AS annual_pence, count(r.annual_pence) AS known_count,
  /*= common_vat(r.annual_pence, r.vat) */
  CASE count(DISTINCT r.vat) FILTER (WHERE r.annual_pence IS NOT NULL)
    WHEN 0 THEN 'UNKNOWN'
    WHEN 1 THEN min(r.vat) FILTER (WHERE r.annual_pence IS NOT NULL)
    ELSE 'MIXED'
  END
  /*=*/ AS vat,
  s.by_name
FROM ranked AS r
CROSS JOIN supplier AS s ON s.id = r.vendor_id
GROUP BY r.parent, r.vendor_id
UNION ALL
SELECT n.parent, 'held', '', count(*), NULL, sum(c.annual_pence), count(c.annual_pence),
  /*= common_vat(c.annual_pence, c.vat) */
  CASE count(DISTINCT c.vat) FILTER (WHERE c.annual_pence IS NOT NULL)
    WHEN 0 THEN 'UNKNOWN'
    WHEN 1 THEN min(c.vat) FILTER (WHERE c.annual_pence IS NOT NULL)
    ELSE 'MIXED'
  END
  /*=*/,
  NULL
FROM vendors AS n
CROSS JOIN contract AS c ON c.id = n.contract_id
GROUP BY n.parent
UNION ALL
SELECT n.parent, 'unallocated', '', count(*), NULL, sum(c.annual_pence), count(c.annual_pence),
  /*= common_vat(c.annual_pence, c.vat) */
  CASE count(DISTINCT c.vat) FILTER (WHERE c.annual_pence IS NOT NULL)
    WHEN 0 THEN 'UNKNOWN'
    WHEN 1 THEN min(c.vat) FILTER (WHERE c.annual_pence IS NOT NULL)
    ELSE 'MIXED'
  END
  /*=*/,
  NULL
FROM vendors AS n
CROSS JOIN contract AS c ON c.id = n.contract_id AND c.annual_pence IS NOT NULL
WHERE n.contract_id NOT IN (SELECT contract_id FROM sole_vendor)
GROUP BY n.parent
UNION ALL
SELECT parent, 'boroughs', '', count(*), NULL, NULL, NULL, NULL, NULL FROM asked GROUP BY parent
UNION ALL
SELECT parent, 'boroughs_with_contract', '', count(DISTINCT borough_id), NULL, NULL, NULL, NULL, NULL FROM party GROUP BY parent
UNION ALL
SELECT parent, 'contracts', '', count(*), NULL, NULL, NULL, NULL, NULL FROM looked_at GROUP BY parent
UNION ALL
SELECT parent, 'contracts_with_end', '', count(counted_end), NULL, NULL, NULL, NULL, NULL FROM looked_at GROUP BY parent
UNION ALL
SELECT parent, 'contract', reason, count(*), json_group_array(id ORDER BY id) FILTER (WHERE rank <= 100), NULL, NULL, NULL, NULL
FROM left_out
GROUP BY parent, reason
ORDER BY parent, section, name;
