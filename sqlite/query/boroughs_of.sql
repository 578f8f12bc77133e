-- boroughs_of: the boroughs that have a contract with each supplier, by name.
-- in   :parents JSON array; :after, :before, :limit for each supplier
-- plan SEARCH contract_link by target, then by contract; boroughs are few, so they are sorted;
--      pinned by plan_test.go
SELECT p.value AS parent, b.by_name AS key, n.id, n.facts
FROM json_each(:parents) AS p
CROSS JOIN borough AS b ON b.id IN (
  SELECT o.id
  FROM contract_link AS s
  CROSS JOIN contract_link AS l ON l.contract_id = s.contract_id AND l.role = 'PARTY'
  CROSS JOIN borough AS o ON o.id = l.target_id
  WHERE s.target_id = p.value AND s.role = 'SUPPLIER'
  AND o.by_name > :after AND o.by_name < :before
  GROUP BY o.by_name
  ORDER BY o.by_name LIMIT :limit --- backward
  --+ backward ORDER BY o.by_name DESC LIMIT :limit
)
CROSS JOIN fact AS n ON n.id = b.id
ORDER BY p.key, b.by_name --- backward
--+ backward ORDER BY p.key, b.by_name DESC
