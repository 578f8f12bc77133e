-- contracts_with: the contracts that name at least one of some boroughs, suppliers, systems or
-- services, in one of their orders; as written, by end date, unknown ends last. It is
-- contracts.sql, started from what one of its filters names.
-- in   :targets JSON array of ids of one kind, a service area includes the services in it; the
--      other filters' :boroughs, :suppliers, :services; the rest as in contracts.sql
-- plan SEARCH contract_link_by_end_date for each target, in its order and no further than one page;
--      pinned by plan_test.go
SELECT k.by_end_date AS key, n.id, n.facts, k.earliest_reading, k.newest_reading, k.succession_date,
  (SELECT min(o.id) FROM contract AS o WHERE o.successor_id = k.id) AS predecessor
FROM (
  SELECT m.id, m.by_end_date, m.earliest_reading, m.newest_reading, m.succession_date
  FROM contract AS m
  WHERE m.id IN (
    SELECT r.id
    FROM (
      /*= targets() */
      SELECT value AS id FROM json_each(:targets)
      UNION
      SELECT a.id FROM json_each(:targets) AS v CROSS JOIN service AS a ON a.area_id = v.value
      /*=*/
    ) AS g
    CROSS JOIN contract AS r ON r.id IN (
      SELECT l.contract_id
      FROM contract_link AS l
      --+ end CROSS JOIN contract AS c ON c.id = l.contract_id
      --+ end_or_unknown CROSS JOIN contract AS c ON c.id = l.contract_id
      WHERE l.target_id = g.id AND l.by_end_date > :after AND l.by_end_date < :before
      --+ boroughs AND /*= names(l.contract_id, 'PARTY', :boroughs) */ EXISTS (SELECT 1 FROM contract_link AS f WHERE f.contract_id = l.contract_id AND f.role = 'PARTY' AND +f.target_id IN (SELECT value FROM json_each(:boroughs))) /*=*/
      --+ suppliers AND /*= names(l.contract_id, 'SUPPLIER', :suppliers) */ EXISTS (SELECT 1 FROM contract_link AS f WHERE f.contract_id = l.contract_id AND f.role = 'SUPPLIER' AND +f.target_id IN (SELECT value FROM json_each(:suppliers))) /*=*/
      --+ services AND /*= for_services(l.contract_id) */ EXISTS (SELECT 1 FROM contract_link AS f WHERE f.contract_id = l.contract_id AND f.role = 'SERVICE' AND +f.target_id IN (SELECT value FROM json_each(:services) UNION ALL SELECT a.id FROM json_each(:services) AS v CROSS JOIN service AS a ON a.area_id = v.value)) /*=*/
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
      ORDER BY l.by_end_date LIMIT :limit --- backward
      --+ backward ORDER BY l.by_end_date DESC LIMIT :limit
    )
  )
  ORDER BY m.by_end_date LIMIT :limit --- backward
  --+ backward ORDER BY m.by_end_date DESC LIMIT :limit
) AS k
CROSS JOIN fact AS n ON n.id = k.id
ORDER BY k.by_end_date --- backward
--+ backward ORDER BY k.by_end_date DESC
