-- lost_leverage: contracts with which leverage was lost, and how, by kind, then contract.
-- in   :as_of; :terms JSON array, NULL for the contracts that questions count and those whose term
--      is in :beside; :beside JSON array; :after, :before, :limit; :boroughs, :kinds JSON arrays if
--      the filter sets them
-- out  the contract as in contracts_by_id.sql; kind, term; for OPTION_UNUSED the successor in the
--      same columns with the prefix successor_
-- plan SEARCH contract_leverage by its sort key, in its order; pinned by plan_test.go
SELECT k.sort_key AS key, k.kind, k.term,
  k.id, n.facts, k.earliest_reading, k.newest_reading, k.succession_date,
  (SELECT min(o.id) FROM contract AS o WHERE o.successor_id = k.id) AS predecessor,
  s.id AS successor_id, m.facts AS successor_facts, s.earliest_reading AS successor_earliest_reading,
  s.newest_reading AS successor_newest_reading, s.succession_date AS successor_succession_date,
  (SELECT min(o.id) FROM contract AS o WHERE o.successor_id = s.id) AS successor_predecessor
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
  ORDER BY x.sort_key LIMIT :limit --- backward
  --+ backward ORDER BY x.sort_key DESC LIMIT :limit
) AS k
CROSS JOIN fact AS n ON n.id = k.id
LEFT JOIN contract AS s ON s.id = k.successor_id AND k.kind = 'OPTION_UNUSED'
LEFT JOIN fact AS m ON m.id = s.id
ORDER BY k.sort_key --- backward
--+ backward ORDER BY k.sort_key DESC
