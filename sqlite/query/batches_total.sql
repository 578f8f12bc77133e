-- batches_total: how many batches the list of batches.sql has.
-- in   as batches.sql, without :limit; :after and :before bound the list itself
-- plan SEARCH batch_by_applied; pinned by plan_test.go
SELECT count(*) AS total
FROM batch AS b
WHERE b.by_applied > :after AND b.by_applied < min(:before, :until)
