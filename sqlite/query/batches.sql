-- batches: batches, newest first.
-- in   :after, :before, :limit; :until the sort key after the oldest batch asked for
-- plan SEARCH batch_by_applied, in its order; pinned by plan_test.go
SELECT b.by_applied AS key, b.id, b.facts, b.reverted_by
FROM batch AS b
WHERE b.by_applied > :after AND b.by_applied < min(:before, :until)
ORDER BY b.by_applied LIMIT :limit --- backward
--+ backward ORDER BY b.by_applied DESC LIMIT :limit
