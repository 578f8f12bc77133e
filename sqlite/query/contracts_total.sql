-- contracts_total: how many contracts the list of contracts.sql has.
-- in   as contracts.sql, without :limit; :after and :before bound the list itself
-- plan SEARCH contract_by_end_date; pinned by plan_test.go
SELECT count(*) AS total
FROM (
  SELECT c.id, c.by_end_date, c.earliest_reading, c.newest_reading, c.succession_date
  FROM contract AS c
  WHERE c.by_end_date > :after AND c.by_end_date < :before
  /*= standing_filters(c.id) */
  --+ terms AND EXISTS (SELECT 1 FROM contract_term AS t WHERE t.contract_id = c.id AND t.from_date <= :as_of AND t.to_date >= :as_of AND +t.term IN (SELECT value FROM json_each(:terms)))
  --+ counted AND EXISTS (SELECT 1 FROM contract_term AS t WHERE t.contract_id = c.id AND t.from_date <= :as_of AND t.to_date >= :as_of AND +t.counted = 1)
  --+ not_counted AND EXISTS (SELECT 1 FROM contract_term AS t WHERE t.contract_id = c.id AND t.from_date <= :as_of AND t.to_date >= :as_of AND +t.counted = 0)
  --+ frameworks AND EXISTS (SELECT 1 FROM contract_link AS f WHERE f.contract_id = c.id AND f.role = 'FRAMEWORK' AND +f.target_id IN (SELECT value FROM json_each(:frameworks)))
  --+ unknown_borough AND NOT EXISTS (SELECT 1 FROM contract_link AS f WHERE f.contract_id = c.id AND f.role = 'PARTY')
  --+ unknown_service_area AND NOT EXISTS (SELECT 1 FROM contract_link AS f WHERE f.contract_id = c.id AND f.role = 'SERVICE')
  --+ unknown_supplier AND NOT EXISTS (SELECT 1 FROM contract_link AS f WHERE f.contract_id = c.id AND f.role = 'SUPPLIER')
  --+ unknown_system AND NOT EXISTS (SELECT 1 FROM contract_link AS f WHERE f.contract_id = c.id AND f.role = 'SYSTEM')
  --+ unknown_framework AND NOT EXISTS (SELECT 1 FROM contract_link AS f WHERE f.contract_id = c.id AND f.role = 'FRAMEWORK')
  --+ unknown_term AND NOT EXISTS (SELECT 1 FROM contract_term AS t WHERE t.contract_id = c.id AND t.from_date <= :as_of AND t.to_date >= :as_of)
  --+ unknown_end_year AND EXISTS (SELECT 1 FROM contract AS e WHERE e.id = c.id AND +e.counted_end IS NULL)
  /*=*/
  /*= end_filters(c) */
  --+ end AND c.counted_end >= :end_from AND c.counted_end <= :end_to
  --+ end_or_unknown AND (c.counted_end IS NULL OR (c.counted_end >= :end_from AND c.counted_end <= :end_to))
  /*=*/
) AS k
