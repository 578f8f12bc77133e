-- renewals: the exit points of contracts within a range of days, by date, then contract, then kind.
-- in   :from, :to, both days included; :as_of; :terms JSON array, NULL for the contracts that
--      questions count; :after, :before, :limit; :kinds JSON array if the filter sets it; with
--      boroughs, suppliers, systems or services it is renewals_with.sql
-- plan SEARCH exit_point by its sort key, in its order; pinned by plan_test.go
SELECT k.sort_key AS key, k.sort_key AS id, k.facts, k.term
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
  ORDER BY x.sort_key LIMIT :limit --- backward
  --+ backward ORDER BY x.sort_key DESC LIMIT :limit
) AS k
ORDER BY k.sort_key --- backward
--+ backward ORDER BY k.sort_key DESC
