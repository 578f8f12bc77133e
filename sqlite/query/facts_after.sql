-- facts_after: all facts of a kind by id, some at a time. Answers Store.FactsAfter, and is asked by
-- Apply where something is to be removed.
-- in   :kind; :after id; :limit
SELECT id, facts
FROM fact
WHERE kind = :kind AND id > :after
ORDER BY id LIMIT :limit;
