-- check_facts: facts with their fingerprints by id, a chunk at a time. Answers Store.Check.
-- in   :after id; :limit
SELECT id, digest, facts
FROM fact
WHERE id > :after
ORDER BY id LIMIT :limit;
