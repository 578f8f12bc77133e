-- batches: batches, newest first.
-- in   :after, :before, :limit; :since the key after the oldest time asked for
-- plan SEARCH batch_by_number, in its order, pinned by plan_test.go; :since SEARCHes
--      batch_by_applied, because of the + before by_number
SELECT b.by_number AS key, b.id, b.facts, b.reverted_by
FROM batch AS b
WHERE b.by_number > :after AND b.by_number < :before
--+ since AND b.by_number <= (SELECT max(+s.by_number) FROM batch AS s WHERE s.by_applied > '' AND s.by_applied < :since)
ORDER BY b.by_number LIMIT :limit --- backward
--+ backward ORDER BY b.by_number DESC LIMIT :limit
