-- batches_total: how many batches the list of batches.sql has.
-- in   :after, :before; :since the key after the oldest time asked for
-- plan SEARCH batch_by_number; :since SEARCHes batch_by_applied, because of the + before by_number
SELECT count(*) AS total
FROM batch AS b
WHERE b.by_number > :after AND b.by_number < :before
--+ since AND b.by_number <= (SELECT max(+s.by_number) FROM batch AS s WHERE s.by_applied > '' AND s.by_applied < :since)
