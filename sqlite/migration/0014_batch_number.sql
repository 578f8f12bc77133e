-- 0014_batch_number: batches are ordered by number, because the clock of a machine may be set back.
-- Of older batches only the time is known. The index on by_applied stays, for batches since a time.

ALTER TABLE batch ADD COLUMN number INTEGER NOT NULL DEFAULT 0; -- 1, 2, ...: in the order of imports
ALTER TABLE batch ADD COLUMN by_number TEXT NOT NULL DEFAULT ''; -- the newest first

UPDATE batch SET number = n.number, by_number = printf('%010d', 9999999999 - n.number)
FROM (SELECT id, row_number() OVER (ORDER BY by_applied DESC) AS number FROM batch) AS n
WHERE n.id = batch.id;

CREATE UNIQUE INDEX batch_by_number ON batch (by_number);
