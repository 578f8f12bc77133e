-- boroughs_of_total: how many boroughs each list of boroughs_of.sql has.
-- in   as boroughs_of.sql, without :limit; :after and :before bound the list itself
-- plan SEARCH contract_link by target, then by contract; pinned by plan_test.go
SELECT p.value AS parent, count(*) AS total
FROM json_each(:parents) AS p
CROSS JOIN borough AS b ON b.id IN (
  SELECT o.id
  FROM contract_link AS s
  CROSS JOIN contract_link AS l ON l.contract_id = s.contract_id AND l.role = 'PARTY'
  CROSS JOIN borough AS o ON o.id = l.target_id
  WHERE s.target_id = p.value AND s.role = 'SUPPLIER'
  AND o.by_name > :after AND o.by_name < :before
  GROUP BY o.by_name
)
GROUP BY p.value
