-- renewals_total: how many rows the list of renewals.sql has.
-- in   as renewals.sql, without :limit; :after and :before bound the list itself
-- plan SEARCH exit_point by its sort key; pinned by plan_test.go
SELECT count(*) AS total
FROM (
  SELECT x.sort_key, x.facts, t.term
  FROM exit_point AS x
  CROSS JOIN contract_term AS t ON t.contract_id = x.contract_id AND t.from_date <= :as_of AND t.to_date >= :as_of
  -- A sort key begins with its date and a tab: it sorts after the date alone and before the date
  -- with a line feed.
  WHERE x.sort_key > max(:after, :from) AND x.sort_key < min(:before, :to || char(10))
  AND x.from_date <= :as_of AND x.to_date >= :as_of
  AND /*= in_scope(t) */ ((:terms IS NULL AND t.counted = 1) OR t.term IN (SELECT value FROM json_each(:terms))) /*=*/
  --+ kinds AND x.kind IN (SELECT value FROM json_each(:kinds))
) AS k
