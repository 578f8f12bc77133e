-- lost_leverage_coverage: what lost_leverage counts, and what it leaves out, with the reason.
-- in   :as_of; :terms JSON array, NULL for the contracts that questions count and those whose term
--      is in :beside; :beside JSON array; :asked JSON array of boroughs, NULL for all; :boroughs
--      JSON array if the filter sets it
-- out  as in shared_suppliers_coverage.sql
-- plan SEARCH contract by its key: all of them without a filter, in the order of their terms too,
--      else those that the links lead to; pinned by plan_test.go. The marks options and awards are
--      on if the query asks for OPTION_UNUSED and DIRECT_AWARD
WITH asked(borough_id) AS (
  /*= boroughs_asked(:asked) */
  SELECT value FROM json_each(:asked)
  UNION
  SELECT id FROM borough WHERE :asked IS NULL
  /*=*/
),
looked_at AS MATERIALIZED (
  SELECT c.id, c.counted_end, CASE
    WHEN NOT ((:terms IS NULL AND (t.counted = 1 OR t.term IN (SELECT value FROM json_each(:beside)))) OR t.term IN (SELECT value FROM json_each(:terms))) THEN t.term
    WHEN EXISTS (
      SELECT 1 FROM contract_leverage AS x
      WHERE x.contract_id = c.id AND x.from_date <= :as_of AND x.to_date >= :as_of
      --+ kinds AND x.kind IN (SELECT value FROM json_each(:kinds))
    ) THEN NULL
    --+ options WHEN c.succession_date <= :as_of AND c.options_untold = 1 THEN 'EXTENSIONS_UNKNOWN'
    --+ awards WHEN c.method_untold = 1 THEN 'METHOD_UNKNOWN'
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
ORDER BY section, name;
