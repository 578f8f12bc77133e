-- reach_all: the ids of every fact of a kind. Asked by Rebuild.
-- in   :kind
SELECT id
FROM fact
WHERE kind = :kind
ORDER BY id;
