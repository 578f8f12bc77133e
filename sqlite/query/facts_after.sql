-- facts_after: all facts of a kind by id, some at a time. Asked by Apply where something is to be removed.
-- in   :kind; :after id; :limit
SELECT id, facts
FROM fact
WHERE kind = :kind AND id > :after
ORDER BY id LIMIT :limit;
