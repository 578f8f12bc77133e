-- collaborations_coverage: what collaboration_groups counts, whatever the dates, and what it leaves
-- out because it is in no group or has no date on which it is free, or is a deployment that is not
-- LIVE.
-- in   :by SYSTEM, SUPPLIER_GROUP or SERVICE; :as_of; :terms JSON array, NULL for the contracts
--      that questions count; :asked JSON array of boroughs, NULL for all; :boroughs, :systems,
--      :services JSON arrays if the filter sets them
-- out  as in shared_suppliers_coverage.sql
-- plan SEARCH contract by its key: all of them without a filter, else those that the links lead to;
--      pinned by plan_test.go
WITH asked(borough_id) AS (
  /*= boroughs_asked(:asked) */
  SELECT value FROM json_each(:asked)
  UNION
  SELECT id FROM borough WHERE :asked IS NULL
  /*=*/
),
looked_at AS MATERIALIZED (
  SELECT c.id, c.counted_end, CASE
    WHEN NOT /*= in_scope(t) */ ((:terms IS NULL AND t.counted = 1) OR t.term IN (SELECT value FROM json_each(:terms))) /*=*/ THEN t.term
    WHEN :by = 'SYSTEM' AND NOT EXISTS (
      SELECT 1 FROM contract_link AS y WHERE y.contract_id = c.id AND y.role = 'SYSTEM'
    ) THEN 'SYSTEM_UNKNOWN'
    WHEN :by = 'SERVICE' AND NOT EXISTS (
      SELECT 1 FROM contract_link AS y CROSS JOIN service AS v ON v.id = y.target_id
      WHERE y.contract_id = c.id AND y.role = 'SERVICE' AND v.area_id IS NOT NULL
    ) THEN 'SERVICE_UNKNOWN'
    WHEN :by = 'SUPPLIER_GROUP' AND NOT EXISTS (
      SELECT 1 FROM contract_link AS y WHERE y.contract_id = c.id AND y.role = 'SUPPLIER'
    ) AND NOT EXISTS (
      SELECT 1
      FROM contract_link AS y
      CROSS JOIN system_maker AS k ON k.system_id = y.target_id AND k.from_date <= :as_of AND k.to_date >= :as_of
      WHERE y.contract_id = c.id AND y.role = 'SYSTEM'
    ) THEN CASE c.suppliers_withheld WHEN 1 THEN 'SUPPLIER_WITHHELD' ELSE 'SUPPLIER_UNKNOWN' END
    WHEN NOT EXISTS (
      SELECT 1 FROM exit_point AS x
      WHERE x.contract_id = c.id AND x.from_date <= :as_of AND x.to_date >= :as_of
      AND x.kind NOT IN ('NOTICE_DEADLINE', 'EXTENSION_DECISION')
    ) THEN 'NO_EXIT_POINT'
  END AS reason
  FROM contract AS c
  CROSS JOIN contract_term AS t ON t.contract_id = c.id AND t.from_date <= :as_of AND t.to_date >= :as_of
  WHERE c.id > ''
  --+ boroughs AND c.id IN (SELECT f.contract_id FROM contract_link AS f WHERE f.target_id IN (SELECT value FROM json_each(:boroughs)))
  --+ systems AND c.id IN (SELECT f.contract_id FROM contract_link AS f WHERE f.target_id IN (SELECT value FROM json_each(:systems)))
  --+ services AND c.id IN (SELECT f.contract_id FROM contract_link AS f WHERE f.target_id IN /*= services_asked(:services) */ (SELECT value FROM json_each(:services) UNION ALL SELECT a.id FROM json_each(:services) AS v CROSS JOIN service AS a ON a.area_id = v.value) /*=*/)
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
SELECT 'boroughs_with_contract', '', count(*), NULL
FROM asked AS a
WHERE EXISTS (SELECT 1 FROM contract_link AS l WHERE l.target_id = a.borough_id AND l.role = 'PARTY')
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
WHERE t.status <> 'LIVE'
--+ systems AND +d.system_id IN (SELECT value FROM json_each(:systems))
--+ services AND /*= delivers_services(d.id) */ EXISTS (SELECT 1 FROM deployment_service AS f WHERE f.deployment_id = d.id AND +f.service_id IN (SELECT value FROM json_each(:services) UNION ALL SELECT a.id FROM json_each(:services) AS v CROSS JOIN service AS a ON a.area_id = v.value)) /*=*/
GROUP BY t.status
ORDER BY section, name;
