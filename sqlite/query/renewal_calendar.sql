-- renewal_calendar: the number of contracts with an exit point in each period, in all and by kind,
-- and what they cost a year.
-- in   :spans JSON array of {first, last}, both days included; :kinds JSON array; :as_of; :terms
--      JSON array, NULL for the contracts that questions count; :boroughs, :suppliers, :systems,
--      :services JSON arrays if the filter sets them
-- out  period, the number of its span in the array; kind, NULL in the row of the whole period;
--      contract_count; in that row also annual_pence, NULL if none is known, known_count and vat.
--      An empty period has no row.
-- plan SEARCH exit_point by a range of its sort key for each span; pinned by plan_test.go
WITH due AS MATERIALIZED ( -- each contract once per period and kind
  SELECT DISTINCT p.key AS period, x.kind, x.contract_id
  FROM json_each(:spans) AS p
  -- A sort key begins with its date and a tab: it sorts after the date alone and before the date
  -- with a line feed.
  CROSS JOIN exit_point AS x ON x.sort_key > p.value ->> 'first' AND x.sort_key < (p.value ->> 'last') || char(10)
  CROSS JOIN contract AS c ON c.id = x.contract_id
  CROSS JOIN contract_term AS t ON t.contract_id = c.id AND t.from_date <= :as_of AND t.to_date >= :as_of
  WHERE x.from_date <= :as_of AND x.to_date >= :as_of
  AND x.kind IN (SELECT value FROM json_each(:kinds))
  AND /*= in_scope(t) */ ((:terms IS NULL AND t.counted = 1) OR t.term IN (SELECT value FROM json_each(:terms))) /*=*/
  /*= name_filters(c.id) */
  --+ boroughs AND EXISTS (SELECT 1 FROM contract_link AS f WHERE f.contract_id = c.id AND f.role = 'PARTY' AND +f.target_id IN (SELECT value FROM json_each(:boroughs)))
  --+ suppliers AND EXISTS (SELECT 1 FROM contract_link AS f WHERE f.contract_id = c.id AND f.role = 'SUPPLIER' AND +f.target_id IN (SELECT value FROM json_each(:suppliers)))
  --+ systems AND EXISTS (SELECT 1 FROM contract_link AS f WHERE f.contract_id = c.id AND f.role = 'SYSTEM' AND +f.target_id IN (SELECT value FROM json_each(:systems)))
  --+ services AND EXISTS (SELECT 1 FROM contract_link AS f WHERE f.contract_id = c.id AND f.role = 'SERVICE' AND +f.target_id IN (SELECT value FROM json_each(:services) UNION ALL SELECT a.id FROM json_each(:services) AS v CROSS JOIN service AS a ON a.area_id = v.value))
  /*=*/
)
SELECT d.period, NULL AS kind, count(*) AS contract_count, sum(c.annual_pence) AS annual_pence, count(c.annual_pence) AS known_count,
  /*= common_vat(c.annual_pence, c.vat) */
  CASE count(DISTINCT c.vat) FILTER (WHERE c.annual_pence IS NOT NULL)
    WHEN 0 THEN 'UNKNOWN'
    WHEN 1 THEN min(c.vat) FILTER (WHERE c.annual_pence IS NOT NULL)
    ELSE 'MIXED'
  END
  /*=*/ AS vat
FROM (SELECT DISTINCT period, contract_id FROM due) AS d
CROSS JOIN contract AS c ON c.id = d.contract_id
GROUP BY d.period
UNION ALL
SELECT period, kind, count(*), NULL, NULL, NULL
FROM due
GROUP BY period, kind;
