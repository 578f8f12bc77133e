-- renewals: contracts at their exit points within a range of days, by date, then contract, then kind.
-- in   :from, :to, both days included; :as_of; :terms JSON array, NULL for those that questions count;
--      :after, :before, :limit; :boroughs, :suppliers, :systems, :services, :kinds JSON arrays where the filter asks
--      :targets JSON array of ids where few contracts name them, which are then begun at, a service area standing for those in it too
-- plan SEARCH exit_point by its sort key, in its order; of few contracts by the contract; held by plan_test.go
SELECT k.sort_key AS key, k.sort_key AS id, k.facts, k.term --- total
--+ total SELECT count(*) AS total
FROM (
  SELECT x.sort_key, x.facts, t.term
  FROM exit_point AS x
  CROSS JOIN contract_term AS t ON t.contract_id = x.contract_id AND t.from_date <= :as_of AND t.to_date >= :as_of
  -- a sort key is its date, a tab and more: it follows the bare date, and precedes the date with a line feed
  WHERE x.sort_key > max(:after, :from) AND x.sort_key < min(:before, :to || char(10)) --- few
  --+ few WHERE x.sort_key IN (
    --+ few SELECT p.sort_key
    --+ few FROM contract_link AS l
    --+ few CROSS JOIN exit_point AS p ON p.contract_id = l.contract_id
    --+ few WHERE l.target_id IN (SELECT value FROM json_each(:targets) UNION SELECT a.id FROM json_each(:targets) AS v CROSS JOIN service AS a ON a.area_id = v.value)
    --+ few AND p.sort_key > max(:after, :from) AND p.sort_key < min(:before, :to || char(10))
  --+ few )
  AND x.from_date <= :as_of AND x.to_date >= :as_of
  AND ((:terms IS NULL AND t.counted = 1) OR t.term IN (SELECT value FROM json_each(:terms)))
  --+ boroughs AND EXISTS (SELECT 1 FROM contract_link AS f WHERE f.contract_id = x.contract_id AND f.role = 'PARTY' AND +f.target_id IN (SELECT value FROM json_each(:boroughs)))
  --+ suppliers AND EXISTS (SELECT 1 FROM contract_link AS f WHERE f.contract_id = x.contract_id AND f.role = 'SUPPLIER' AND +f.target_id IN (SELECT value FROM json_each(:suppliers)))
  --+ systems AND EXISTS (SELECT 1 FROM contract_link AS f WHERE f.contract_id = x.contract_id AND f.role = 'SYSTEM' AND +f.target_id IN (SELECT value FROM json_each(:systems)))
  --+ services AND EXISTS (SELECT 1 FROM contract_link AS f WHERE f.contract_id = x.contract_id AND f.role = 'SERVICE' AND +f.target_id IN (SELECT value FROM json_each(:services) UNION SELECT a.id FROM json_each(:services) AS v CROSS JOIN service AS a ON a.area_id = v.value))
  --+ kinds AND x.kind IN (SELECT value FROM json_each(:kinds))
  ORDER BY x.sort_key LIMIT :limit --- total, backward
  --+ backward ORDER BY x.sort_key DESC LIMIT :limit
) AS k
ORDER BY k.sort_key --- total, backward
--+ backward ORDER BY k.sort_key DESC
