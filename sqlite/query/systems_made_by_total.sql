-- systems_made_by_total: how many systems each list of systems_made_by.sql has.
-- in   as systems_made_by.sql, without :limit; :after and :before bound the list itself
-- plan SEARCH system_maker_by_supplier; pinned by plan_test.go
SELECT p.value AS parent, count(*) AS total
FROM json_each(:parents) AS p
CROSS JOIN system AS s ON s.id IN (
  SELECT m.system_id
  FROM system_maker AS m
  WHERE m.supplier_id = p.value AND m.from_date <= :as_of AND m.to_date >= :as_of
  AND m.by_name > :after AND m.by_name < :before
)
GROUP BY p.value
