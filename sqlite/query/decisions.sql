-- decisions: the decisions on suggestions, by id. Sent by commands.
-- in   :after, :before ids, '' and the last possible key for no bound; :limit
-- plan SEARCH fact_by_kind, in its order; pinned by plan_test.go
SELECT n.id AS key, n.id, n.facts
FROM fact AS n
WHERE n.kind = 'Decision' AND n.id > :after AND n.id < :before
ORDER BY n.id LIMIT :limit --- backward
--+ backward ORDER BY n.id DESC LIMIT :limit
