-- last_batch: the number of the newest batch; no row if there is none. Sent by Apply.
SELECT number
FROM batch
WHERE by_number > ''
ORDER BY by_number LIMIT 1;
