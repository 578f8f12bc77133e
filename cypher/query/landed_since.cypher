// landed_since: what other batches have changed since a batch was opened.
// in   $number int, of the last batch at that time
// out  ids [string]: the subject; for evidence also what it is and was about
// plan seeks ranges of Batch.number and Change.byBatch
MATCH (b:Batch)
WHERE b.number > $number
MATCH (x:Change)
WHERE x.byBatch > b.id + '\t' AND x.byBatch < b.id + '\n'
RETURN [id IN [x.subject, x.about, x.left] WHERE id IS NOT NULL] AS ids
