-- contracts_of_total: how many contracts each list of contracts_of.sql has.
-- in   as contracts_of.sql, without :limit; :after and :before bound the list itself
-- plan SEARCH contract_link_by_end_date; pinned by plan_test.go
SELECT p.value AS parent, count(*) AS total
FROM json_each(:parents) AS p
CROSS JOIN contract AS k ON k.id IN (
  SELECT l.contract_id
  FROM contract_link AS l
  --+ end CROSS JOIN contract AS c ON c.id = l.contract_id
  --+ end_or_unknown CROSS JOIN contract AS c ON c.id = l.contract_id
  WHERE l.target_id = p.value --- members
  --+ members WHERE l.target_id IN (SELECT p.value UNION ALL SELECT m.borough_id FROM partnership_member AS m WHERE m.partnership_id = p.value)
  AND l.role IN ('PARTY', 'SUPPLIER', 'SYSTEM', 'FRAMEWORK')
  AND l.by_end_date > :after AND l.by_end_date < :before
  /*= name_filters(l.contract_id) */
  --+ boroughs AND EXISTS (SELECT 1 FROM contract_link AS f WHERE f.contract_id = l.contract_id AND f.role = 'PARTY' AND +f.target_id IN (SELECT value FROM json_each(:boroughs)))
  --+ suppliers AND EXISTS (SELECT 1 FROM contract_link AS f WHERE f.contract_id = l.contract_id AND f.role = 'SUPPLIER' AND +f.target_id IN (SELECT value FROM json_each(:suppliers)))
  --+ systems AND EXISTS (SELECT 1 FROM contract_link AS f WHERE f.contract_id = l.contract_id AND f.role = 'SYSTEM' AND +f.target_id IN (SELECT value FROM json_each(:systems)))
  --+ services AND EXISTS (SELECT 1 FROM contract_link AS f WHERE f.contract_id = l.contract_id AND f.role = 'SERVICE' AND +f.target_id IN (SELECT value FROM json_each(:services) UNION ALL SELECT a.id FROM json_each(:services) AS v CROSS JOIN service AS a ON a.area_id = v.value))
  /*=*/
  /*= standing_filters(l.contract_id) */
  --+ terms AND EXISTS (SELECT 1 FROM contract_term AS t WHERE t.contract_id = l.contract_id AND t.from_date <= :as_of AND t.to_date >= :as_of AND +t.term IN (SELECT value FROM json_each(:terms)))
  --+ counted AND EXISTS (SELECT 1 FROM contract_term AS t WHERE t.contract_id = l.contract_id AND t.from_date <= :as_of AND t.to_date >= :as_of AND +t.counted = 1)
  --+ not_counted AND EXISTS (SELECT 1 FROM contract_term AS t WHERE t.contract_id = l.contract_id AND t.from_date <= :as_of AND t.to_date >= :as_of AND +t.counted = 0)
  --+ frameworks AND EXISTS (SELECT 1 FROM contract_link AS f WHERE f.contract_id = l.contract_id AND f.role = 'FRAMEWORK' AND +f.target_id IN (SELECT value FROM json_each(:frameworks)))
  --+ unknown_borough AND NOT EXISTS (SELECT 1 FROM contract_link AS f WHERE f.contract_id = l.contract_id AND f.role = 'PARTY')
  --+ unknown_service_area AND NOT EXISTS (SELECT 1 FROM contract_link AS f WHERE f.contract_id = l.contract_id AND f.role = 'SERVICE')
  --+ unknown_supplier AND NOT EXISTS (SELECT 1 FROM contract_link AS f WHERE f.contract_id = l.contract_id AND f.role = 'SUPPLIER')
  --+ unknown_system AND NOT EXISTS (SELECT 1 FROM contract_link AS f WHERE f.contract_id = l.contract_id AND f.role = 'SYSTEM')
  --+ unknown_framework AND NOT EXISTS (SELECT 1 FROM contract_link AS f WHERE f.contract_id = l.contract_id AND f.role = 'FRAMEWORK')
  --+ unknown_term AND NOT EXISTS (SELECT 1 FROM contract_term AS t WHERE t.contract_id = l.contract_id AND t.from_date <= :as_of AND t.to_date >= :as_of)
  --+ unknown_end_year AND EXISTS (SELECT 1 FROM contract AS e WHERE e.id = l.contract_id AND +e.counted_end IS NULL)
  /*=*/
  /*= end_filters(c) */
  --+ end AND c.counted_end >= :end_from AND c.counted_end <= :end_to
  --+ end_or_unknown AND (c.counted_end IS NULL OR (c.counted_end >= :end_from AND c.counted_end <= :end_to))
  /*=*/
  --+ members GROUP BY l.by_end_date
)
GROUP BY p.value
