// open_batch: begins a batch that is written in several transactions. Its nouns are Hidden until it is closed.
// in   $batch string, its id; $lease int, milliseconds that it may stand still, by the server's clock
CREATE (:OpenBatch {id: $batch, leaseUntil: timestamp() + $lease})
