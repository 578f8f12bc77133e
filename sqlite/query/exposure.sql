-- exposure: what depends on the group of each supplier: the boroughs' contracts that a member sells
-- or that cover a system that a member makes, and the live deployments of such systems; and every
-- noun that these name, once.
-- in   :suppliers JSON array; :as_of; :terms JSON array, NULL for the contracts that questions
--      count
-- out  section. 'link': parent; contract as in contracts_by_id.sql or deployment as in
--      deployments_by_id.sql; term, NULL for a deployment; allocated, 1 if the link's supplier is
--      the only seller or the only maker; JSON arrays of ids: boroughs, systems (all of a contract
--      that a member sells, else those that a member makes), services, sellers, makers, and of {id,
--      route}: members, by id, then route; read_on, the newest reading; all NULL for a supplier on
--      whose group nothing depends. 'noun': id, facts
-- plan SEARCH supplier_group by the suppliers, then along the links of the members; pinned by
--      plan_test.go
WITH member AS MATERIALIZED (
  SELECT g.supplier_id AS parent, m.supplier_id AS member_id
  FROM json_each(:suppliers) AS p
  CROSS JOIN supplier_group AS g ON g.supplier_id = p.value AND g.from_date <= :as_of AND g.to_date >= :as_of
  CROSS JOIN supplier_group AS m ON m.head_id = g.head_id AND m.from_date <= :as_of AND m.to_date >= :as_of
),
made AS MATERIALIZED (
  SELECT m.parent, m.member_id, y.system_id
  FROM member AS m
  CROSS JOIN system_maker AS y ON y.supplier_id = m.member_id AND y.from_date <= :as_of AND y.to_date >= :as_of
),
hold AS MATERIALIZED ( -- each member and route of each contract and deployment
  SELECT m.parent, l.contract_id AS subject_id, m.member_id, 'SELLER' AS route
  FROM member AS m
  CROSS JOIN contract_link AS l ON l.target_id = m.member_id AND l.role = 'SUPPLIER'
  UNION
  SELECT y.parent, l.contract_id, y.member_id, 'MAKER'
  FROM made AS y
  CROSS JOIN contract_link AS l ON l.target_id = y.system_id AND l.role = 'SYSTEM'
  UNION
  SELECT y.parent, d.id, y.member_id, 'MAKER'
  FROM made AS y
  CROSS JOIN deployment AS d ON d.system_id = y.system_id
),
held AS MATERIALIZED (
  SELECT parent, subject_id, max(route = 'SELLER') AS sold, max(route = 'MAKER') AS made,
    json_group_array(json_object('id', member_id, 'route', route) ORDER BY member_id, route) AS members
  FROM hold
  GROUP BY parent, subject_id
),
link AS MATERIALIZED (
  SELECT h.parent, h.subject_id AS contract_id, NULL AS deployment_id, h.members, t.term,
    (SELECT json_group_array(l.target_id) FROM contract_link AS l WHERE l.contract_id = h.subject_id AND l.role = 'PARTY') AS boroughs,
    (
      SELECT json_group_array(l.target_id) FROM contract_link AS l
      WHERE l.contract_id = h.subject_id AND l.role = 'SYSTEM'
        AND (h.sold OR l.target_id IN (SELECT y.system_id FROM made AS y WHERE y.parent = h.parent))
    ) AS systems,
    (SELECT json_group_array(l.target_id) FROM contract_link AS l WHERE l.contract_id = h.subject_id AND l.role = 'SERVICE') AS services,
    (
      SELECT json_group_array(l.target_id) FROM contract_link AS l
      WHERE l.contract_id = h.subject_id AND l.role = 'SUPPLIER'
        AND l.target_id NOT IN (SELECT m.member_id FROM member AS m WHERE m.parent = h.parent)
    ) AS sellers,
    (
      SELECT json_group_array(DISTINCT y.supplier_id)
      FROM contract_link AS l
      CROSS JOIN system_maker AS y ON y.system_id = l.target_id AND y.from_date <= :as_of AND y.to_date >= :as_of
      WHERE l.contract_id = h.subject_id AND l.role = 'SYSTEM' AND h.sold
        AND y.supplier_id NOT IN (SELECT m.member_id FROM member AS m WHERE m.parent = h.parent)
    ) AS makers,
    NOT EXISTS ( -- a seller outside the group or, where no seller is known, a maker outside it
      SELECT 1 FROM contract_link AS l
      WHERE l.contract_id = h.subject_id AND l.role = 'SUPPLIER'
        AND l.target_id NOT IN (SELECT m.member_id FROM member AS m WHERE m.parent = h.parent)
    ) AND (h.sold OR NOT EXISTS (
      SELECT 1
      FROM contract_link AS l
      CROSS JOIN system_maker AS y ON y.system_id = l.target_id AND y.from_date <= :as_of AND y.to_date >= :as_of
      WHERE l.contract_id = h.subject_id AND l.role = 'SYSTEM'
        AND y.supplier_id NOT IN (SELECT m.member_id FROM member AS m WHERE m.parent = h.parent)
    )) AS allocated
  FROM held AS h
  CROSS JOIN contract_term AS t ON t.contract_id = h.subject_id AND t.from_date <= :as_of AND t.to_date >= :as_of
  WHERE /*= in_scope(t) */ ((:terms IS NULL AND t.counted = 1) OR t.term IN (SELECT value FROM json_each(:terms))) /*=*/
    AND EXISTS (SELECT 1 FROM contract_link AS l WHERE l.contract_id = h.subject_id AND l.role = 'PARTY')
  UNION ALL
  SELECT h.parent, NULL, d.id, h.members, NULL, json_array(d.borough_id), json_array(d.system_id),
    (SELECT json_group_array(v.service_id) FROM deployment_service AS v WHERE v.deployment_id = d.id), '[]', '[]', 0
  FROM held AS h
  CROSS JOIN deployment AS d ON d.id = h.subject_id
  CROSS JOIN deployment_status AS t
    ON t.deployment_id = d.id AND t.from_date <= :as_of AND t.to_date >= :as_of AND t.status = 'LIVE'
),
named(id) AS (
  SELECT i.value FROM link AS l, json_each(l.boroughs) AS i
  UNION
  SELECT i.value FROM link AS l, json_each(l.systems) AS i
  UNION
  SELECT i.value FROM link AS l, json_each(l.services) AS i
  UNION
  SELECT i.value FROM link AS l, json_each(l.sellers) AS i
  UNION
  SELECT i.value FROM link AS l, json_each(l.makers) AS i
  UNION
  SELECT i.value ->> 'id' FROM link AS l, json_each(l.members) AS i
)
SELECT 'noun' AS section, NULL AS parent, n.id, n.facts, NULL AS earliest_reading, NULL AS newest_reading, NULL AS succession_date,
  NULL AS predecessor, NULL AS members, NULL AS term, NULL AS boroughs, NULL AS systems, NULL AS services, NULL AS sellers,
  NULL AS makers, NULL AS allocated, NULL AS read_on
FROM named AS i
CROSS JOIN fact AS n ON n.id = i.id
UNION ALL
SELECT 'link', p.parent, n.id, n.facts, coalesce(c.earliest_reading, d.earliest_reading), coalesce(c.newest_reading, d.newest_reading),
  c.succession_date, (SELECT min(o.id) FROM contract AS o WHERE o.successor_id = c.id), l.members, l.term, l.boroughs, l.systems,
  l.services, l.sellers, l.makers, l.allocated,
  (SELECT max(e.read_on) FROM evidence AS e WHERE e.subject_id = n.id AND e.read_on <= :as_of || '~')
FROM (SELECT DISTINCT parent FROM member) AS p
LEFT JOIN link AS l ON l.parent = p.parent
LEFT JOIN contract AS c ON c.id = l.contract_id
LEFT JOIN deployment AS d ON d.id = l.deployment_id
LEFT JOIN fact AS n ON n.id = coalesce(l.contract_id, l.deployment_id)
ORDER BY section DESC;
