-- shared_supplier_links: what links each given borough to each vendor: the boroughs by name, and
-- for each the contracts by end date, then the deployments by system, each once. There are at most
-- :limit links of each; the counts are of all.
-- in   :boroughs, :as_of, :terms, :level as in shared_suppliers.sql; :vendors JSON array; :limit
--      per vendor and borough
-- out  vendor id, borough facts, its contracts, its deployments, then the link: contract id,
--      deployment facts and readings, systems (JSON array of {id, facts}, by name), member id and
--      name, name signed as, term, status, end, newest reading, undated, inferred; member id is
--      NULL if :limit is 0
-- plan SEARCH from the given boroughs along their links; pinned by plan_test.go. The tables up to
--      vendor_link are those of shared_suppliers.sql.
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
wanted AS MATERIALIZED ( -- a member that is both seller and maker of a contract is one link, the seller's
  SELECT v.vendor_id, v.borough_id, v.contract_id, v.deployment_id, v.member_id, max(v.by_seller) AS by_seller, v.term,
    v.undated, v.inferred, coalesce('0' || c.by_end_date, '1' || d.by_system) AS by_kind
  FROM vendor_link AS v
  LEFT JOIN contract AS c ON c.id = v.contract_id
  LEFT JOIN deployment AS d ON d.id = v.deployment_id
  WHERE v.vendor_id IN (SELECT value FROM json_each(:vendors))
  GROUP BY v.vendor_id, v.borough_id, v.contract_id, v.deployment_id, v.member_id
),
tally AS MATERIALIZED (
  SELECT vendor_id, borough_id, count(DISTINCT contract_id) AS contract_count, count(DISTINCT deployment_id) AS deployment_count
  FROM wanted
  GROUP BY vendor_id, borough_id
),
once AS ( -- each contract and deployment once: by a seller if there is one, then by the least member
  SELECT w.*, row_number() OVER (
    PARTITION BY w.vendor_id, w.borough_id, w.contract_id, w.deployment_id ORDER BY w.by_seller DESC, w.member_id
  ) AS choice
  FROM wanted AS w
),
ranked AS MATERIALIZED (
  SELECT o.*, row_number() OVER (PARTITION BY o.vendor_id, o.borough_id ORDER BY o.by_kind) AS rank
  FROM once AS o
  WHERE o.choice = 1
)
SELECT t.vendor_id, b.id AS borough_id, bn.facts AS borough, t.contract_count, t.deployment_count,
  r.contract_id, r.deployment_id, dn.facts AS deployment, d.earliest_reading, d.newest_reading,
  CASE WHEN r.deployment_id IS NULL THEN (
    SELECT json_group_array(json_object('id', yn.id, 'facts', yn.facts) ORDER BY y.by_name)
    FROM contract_link AS l
    CROSS JOIN system AS y ON y.id = l.target_id
    CROSS JOIN fact AS yn ON yn.id = y.id
    WHERE l.contract_id = r.contract_id AND l.role = 'SYSTEM' AND (r.by_seller = 1 OR EXISTS (
      SELECT 1
      FROM system_maker AS m
      LEFT JOIN supplier_group AS g
        ON :level = 'GROUP' AND g.supplier_id = m.supplier_id AND g.from_date <= :as_of AND g.to_date >= :as_of
      WHERE m.system_id = y.id AND m.from_date <= :as_of AND m.to_date >= :as_of
        AND coalesce(g.head_id, m.supplier_id) = r.vendor_id
    ))
  ) ELSE (
    SELECT json_array(json_object('id', yn.id, 'facts', yn.facts)) FROM fact AS yn WHERE yn.id = d.system_id
  ) END AS systems,
  r.member_id, mn.facts ->> '$.name' AS member_name,
  CASE WHEN r.by_seller = 1 THEN (
    SELECT l.signed_as FROM contract_link AS l
    WHERE l.contract_id = r.contract_id AND l.role = 'SUPPLIER' AND l.target_id = r.member_id
  ) END AS signed_as,
  r.term, CASE WHEN r.deployment_id IS NOT NULL THEN 'LIVE' END AS status, c.counted_end,
  (SELECT max(e.read_on) FROM evidence AS e WHERE e.subject_id = coalesce(r.contract_id, r.deployment_id) AND e.read_on <= :as_of || '~') AS read_on,
  CASE WHEN c.counted_end IS NOT NULL THEN cn.facts ->> '$.endDate' END AS end_stated, r.undated, r.inferred
FROM tally AS t
CROSS JOIN borough AS b ON b.id = t.borough_id
CROSS JOIN fact AS bn ON bn.id = b.id
LEFT JOIN ranked AS r ON r.vendor_id = t.vendor_id AND r.borough_id = t.borough_id AND r.rank <= :limit
LEFT JOIN contract AS c ON c.id = r.contract_id
LEFT JOIN fact AS cn ON cn.id = r.contract_id
LEFT JOIN deployment AS d ON d.id = r.deployment_id
LEFT JOIN fact AS dn ON dn.id = r.deployment_id
LEFT JOIN fact AS mn ON mn.id = r.member_id
ORDER BY t.vendor_id, b.by_name, r.rank;
