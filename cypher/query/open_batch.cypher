// open_batch: opens a batch that is written in several transactions. Its nouns are Hidden until the
// last one.
// in   $batch string, its id; $lease int, how many milliseconds it may stand still, by the server's
//      clock
CREATE (:OpenBatch {id: $batch, leaseUntil: timestamp() + $lease})
