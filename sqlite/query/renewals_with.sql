-- renewals_with: the exit points, within a range of days, of contracts that name at least one of
-- some boroughs, suppliers, systems or services, by date, then contract, then kind: renewals.sql,
-- started from what one of its filters names.
-- in   :targets JSON array of ids of one kind, a service area includes the services in it; the
--      other filters' :boroughs, :suppliers, :services; the rest as in renewals.sql
-- plan SEARCH exit_link for each target, in its order and no further than one page; pinned by
--      plan_test.go
SELECT k.sort_key AS key, k.sort_key AS id, k.facts, t.term
FROM exit_point AS k
CROSS JOIN contract_term AS t ON t.contract_id = k.contract_id AND t.from_date <= :as_of AND t.to_date >= :as_of
WHERE k.sort_key IN (
  SELECT r.sort_key
  FROM (
    /*= targets() */
    SELECT value AS id FROM json_each(:targets)
    UNION
    SELECT a.id FROM json_each(:targets) AS v CROSS JOIN service AS a ON a.area_id = v.value
    /*=*/
  ) AS g
  CROSS JOIN exit_link AS r ON r.target_id = g.id AND r.sort_key IN (
    SELECT l.sort_key
    FROM exit_link AS l
    CROSS JOIN exit_point AS x ON x.sort_key = l.sort_key AND x.from_date <= :as_of AND x.to_date >= :as_of
    CROSS JOIN contract_term AS e ON e.contract_id = x.contract_id AND e.from_date <= :as_of AND e.to_date >= :as_of
    WHERE l.target_id = g.id AND l.sort_key > max(:after, :from) AND l.sort_key < min(:before, :to || char(10))
    AND /*= in_scope(e) */ ((:terms IS NULL AND e.counted = 1) OR e.term IN (SELECT value FROM json_each(:terms))) /*=*/
    --+ boroughs AND /*= names(x.contract_id, 'PARTY', :boroughs) */ EXISTS (SELECT 1 FROM contract_link AS f WHERE f.contract_id = x.contract_id AND f.role = 'PARTY' AND +f.target_id IN (SELECT value FROM json_each(:boroughs))) /*=*/
    --+ suppliers AND /*= names(x.contract_id, 'SUPPLIER', :suppliers) */ EXISTS (SELECT 1 FROM contract_link AS f WHERE f.contract_id = x.contract_id AND f.role = 'SUPPLIER' AND +f.target_id IN (SELECT value FROM json_each(:suppliers))) /*=*/
    --+ services AND /*= for_services(x.contract_id) */ EXISTS (SELECT 1 FROM contract_link AS f WHERE f.contract_id = x.contract_id AND f.role = 'SERVICE' AND +f.target_id IN (SELECT value FROM json_each(:services) UNION ALL SELECT a.id FROM json_each(:services) AS v CROSS JOIN service AS a ON a.area_id = v.value)) /*=*/
    --+ kinds AND x.kind IN (SELECT value FROM json_each(:kinds))
    ORDER BY l.sort_key LIMIT :limit --- backward
    --+ backward ORDER BY l.sort_key DESC LIMIT :limit
  )
)
ORDER BY k.sort_key LIMIT :limit --- backward
--+ backward ORDER BY k.sort_key DESC LIMIT :limit
