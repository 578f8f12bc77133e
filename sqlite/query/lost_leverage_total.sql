-- lost_leverage_total: how many rows the list of lost_leverage.sql has.
-- in   as lost_leverage.sql, without :limit; :after and :before bound the list itself
-- plan SEARCH contract_leverage by its sort key; pinned by plan_test.go
SELECT count(*) AS total
FROM (
  SELECT x.sort_key, x.kind, t.term, c.id, c.earliest_reading, c.newest_reading, c.succession_date, c.successor_id
  FROM contract_leverage AS x
  CROSS JOIN contract AS c ON c.id = x.contract_id
  CROSS JOIN contract_term AS t ON t.contract_id = c.id AND t.from_date <= :as_of AND t.to_date >= :as_of
  WHERE x.sort_key > :after AND x.sort_key < :before
  AND x.from_date <= :as_of AND x.to_date >= :as_of
  AND ((:terms IS NULL AND (t.counted = 1 OR t.term IN (SELECT value FROM json_each(:beside)))) OR t.term IN (SELECT value FROM json_each(:terms)))
  --+ boroughs AND /*= names(c.id, 'PARTY', :boroughs) */ EXISTS (SELECT 1 FROM contract_link AS f WHERE f.contract_id = c.id AND f.role = 'PARTY' AND +f.target_id IN (SELECT value FROM json_each(:boroughs))) /*=*/
  --+ kinds AND x.kind IN (SELECT value FROM json_each(:kinds))
) AS k
