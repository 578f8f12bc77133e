// landed_since: what batches did to things since a batch was opened.
// in   $number int, the last batch's at that time
// out  ids [string]: the subject, and what it was or is about where it is evidence
// plan seeks ranges of Batch.number and Change.byBatch
MATCH (b:Batch)
WHERE b.number > $number
MATCH (x:Change)
WHERE x.byBatch > b.id + '\t' AND x.byBatch < b.id + '\n'
RETURN [id IN [x.subject, x.about, x.left] WHERE id IS NOT NULL] AS ids
