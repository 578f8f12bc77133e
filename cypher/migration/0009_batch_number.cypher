// 0009_batch_number: batches are listed by number, because the clock of a machine may be set back.
// The index on byApplied stays, for batches since a time.

MATCH (b:Batch) WHERE b.byNumber IS NULL SET b.byNumber = right('0000000000' + toString(9999999999 - b.number), 10);
CREATE INDEX batch_by_number IF NOT EXISTS FOR (n:Batch) ON (n.byNumber);
