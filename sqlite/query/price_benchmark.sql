-- price_benchmark: the contracts that cover each system or are for each service, whatever their
-- term, with what their prices are computed from. A service area includes the services in it.
-- in   :subjects JSON array of systems and services; :as_of; :terms JSON array, NULL for the
--      contracts that questions count
-- out  parent; boroughs and boroughs_with_contract, of all boroughs; contract as in
--      contracts_by_id.sql, its id NULL if there is none; term; in_scope; alone, 1 if it
--      covers no other system, or is for no other service; parties, JSON array of boroughs as {id,
--      facts}, by name
-- plan SEARCH contract_link by the subjects; pinned by plan_test.go
WITH wanted AS MATERIALIZED (
  SELECT value AS parent, value AS target_id FROM json_each(:subjects)
  UNION
  SELECT p.value, a.id FROM json_each(:subjects) AS p CROSS JOIN service AS a ON a.area_id = p.value
),
looked_at AS MATERIALIZED (
  SELECT DISTINCT w.parent, l.contract_id, l.role
  FROM wanted AS w
  CROSS JOIN contract_link AS l ON l.target_id = w.target_id AND l.role IN ('SYSTEM', 'SERVICE')
),
census AS MATERIALIZED (
  SELECT count(*) AS boroughs, count(*) FILTER (WHERE EXISTS (
    SELECT 1 FROM contract_link AS l WHERE l.target_id = b.id AND l.role = 'PARTY'
  )) AS boroughs_with_contract
  FROM borough AS b
)
SELECT p.value AS parent, s.boroughs, s.boroughs_with_contract,
  c.id, n.facts, c.earliest_reading, c.newest_reading, c.succession_date,
  (SELECT min(o.id) FROM contract AS o WHERE o.successor_id = c.id) AS predecessor,
  t.term, /*= in_scope(t) */ ((:terms IS NULL AND t.counted = 1) OR t.term IN (SELECT value FROM json_each(:terms))) /*=*/ AS in_scope,
  NOT EXISTS (
    SELECT 1 FROM contract_link AS l
    WHERE l.contract_id = c.id AND l.role = k.role AND l.target_id NOT IN (SELECT w.target_id FROM wanted AS w WHERE w.parent = p.value)
  ) AS alone,
  (
    SELECT json_group_array(json_object('id', b.id, 'facts', bn.facts) ORDER BY b.by_name)
    FROM contract_link AS l
    CROSS JOIN borough AS b ON b.id = l.target_id
    CROSS JOIN fact AS bn ON bn.id = b.id
    WHERE l.contract_id = c.id AND l.role = 'PARTY'
  ) AS parties
FROM json_each(:subjects) AS p
CROSS JOIN census AS s
LEFT JOIN looked_at AS k ON k.parent = p.value
LEFT JOIN contract AS c ON c.id = k.contract_id
LEFT JOIN contract_term AS t ON t.contract_id = c.id AND t.from_date <= :as_of AND t.to_date >= :as_of
LEFT JOIN fact AS n ON n.id = c.id
ORDER BY p.key, c.id;
