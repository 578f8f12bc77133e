-- facts_after: all facts of a kind by id, a chunk at a time. Answers Store.FactsAfter, and finds
-- for Apply what refers to what it removes.
-- in   :kind; :after id; :limit
SELECT id, facts
FROM fact
WHERE kind = :kind AND id > :after
ORDER BY id LIMIT :limit;
