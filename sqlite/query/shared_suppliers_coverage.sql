-- shared_suppliers_coverage: what shared_suppliers counts and what it leaves out, with the reason.
-- in   :boroughs, :as_of, :terms, :level as in shared_suppliers.sql
-- out  section, name, count, ids: 'boroughs', 'boroughs_with_contract', 'contracts' and
--      'contracts_with_end' once; 'contract' per reason with its first 100 ids as a JSON array;
--      'deployment' per status
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
looked_at AS MATERIALIZED ( -- each contract once, with what its reason depends on
  SELECT c.id, c.counted_end, c.suppliers_withheld, t.term,
    /*= in_scope(t) */ ((:terms IS NULL AND t.counted = 1) OR t.term IN (SELECT value FROM json_each(:terms))) /*=*/ AS in_scope,
    EXISTS (SELECT 1 FROM contract_link AS l WHERE l.contract_id = c.id AND l.role = 'SUPPLIER') AS has_supplier,
    EXISTS (SELECT 1 FROM contract_link AS l WHERE l.contract_id = c.id AND l.role = 'SYSTEM') AS has_system,
    EXISTS (
      SELECT 1
      FROM contract_link AS l
      CROSS JOIN system_maker AS m ON m.system_id = l.target_id AND m.from_date <= :as_of AND m.to_date >= :as_of
      WHERE l.contract_id = c.id AND l.role = 'SYSTEM'
    ) AS has_maker
  FROM (SELECT DISTINCT contract_id FROM party) AS p
  CROSS JOIN contract AS c ON c.id = p.contract_id
  CROSS JOIN contract_term AS t ON t.contract_id = c.id AND t.from_date <= :as_of AND t.to_date >= :as_of
),
left_out AS (
  SELECT id, CASE
    WHEN NOT in_scope THEN term
    WHEN :level = 'MAKER' AND NOT has_system THEN 'SYSTEM_UNKNOWN'
    WHEN :level = 'MAKER' AND NOT has_maker THEN 'MAKER_UNKNOWN'
    WHEN :level = 'MAKER' OR has_supplier THEN NULL
    WHEN :level = 'GROUP' AND has_maker THEN NULL
    WHEN suppliers_withheld THEN 'SUPPLIER_WITHHELD'
    ELSE 'SUPPLIER_UNKNOWN'
  END AS reason
  FROM looked_at
),
ranked AS (
  /*= ranked_by_reason(left_out) */
  SELECT id, reason, row_number() OVER (PARTITION BY reason ORDER BY id) AS rank
  FROM left_out
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
WHERE :level IN ('MAKER', 'GROUP') AND t.status <> 'LIVE'
GROUP BY t.status
ORDER BY section, name;
