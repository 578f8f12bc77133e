-- reach_all: the ids of all facts of a kind. Sent by Rebuild.
-- in   :kind
SELECT id
FROM fact
WHERE kind = :kind
ORDER BY id;
