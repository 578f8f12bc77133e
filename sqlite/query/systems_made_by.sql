-- systems_made_by: the systems that each supplier makes as of a day, by name.
-- in   :parents JSON array; :as_of; :after, :before, :limit for each supplier
-- plan SEARCH system_maker_by_supplier, in its order; pinned by plan_test.go
SELECT p.value AS parent, s.by_name AS key, n.id, n.facts
FROM json_each(:parents) AS p
CROSS JOIN system AS s ON s.id IN (
  SELECT m.system_id
  FROM system_maker AS m
  WHERE m.supplier_id = p.value AND m.from_date <= :as_of AND m.to_date >= :as_of
  AND m.by_name > :after AND m.by_name < :before
  ORDER BY m.by_name LIMIT :limit --- backward
  --+ backward ORDER BY m.by_name DESC LIMIT :limit
)
CROSS JOIN fact AS n ON n.id = s.id
ORDER BY p.key, s.by_name --- backward
--+ backward ORDER BY p.key, s.by_name DESC
