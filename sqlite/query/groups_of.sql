-- groups_of: the groups that suppliers are in as of a day: one row per member, by head, then name.
-- in   :suppliers JSON array; :as_of
-- plan SEARCH supplier_group by supplier, then by head; pinned by plan_test.go
WITH head(id) AS (
  SELECT DISTINCT g.head_id
  FROM json_each(:suppliers) AS a
  CROSS JOIN supplier_group AS g ON g.supplier_id = a.value AND g.from_date <= :as_of AND g.to_date >= :as_of
)
SELECT h.id AS head, n.id, n.facts, g.undated, g.inferred
FROM head AS h
CROSS JOIN supplier_group AS g ON g.head_id = h.id AND g.from_date <= :as_of AND g.to_date >= :as_of
CROSS JOIN supplier AS s ON s.id = g.supplier_id
CROSS JOIN fact AS n ON n.id = g.supplier_id
ORDER BY h.id, s.by_name;
