// unswept: the batches of which hidden nouns are to be deleted, and the open ones whose lease has run out.
// out  id; whole: it was closed, and took things away; lapsed: it is still to be given up
// plan scans Unswept and OpenBatch, of which there are hardly ever any
MATCH (b:Unswept)
RETURN b.id AS id, b:Batch AS whole, false AS lapsed
UNION ALL
MATCH (b:OpenBatch)
WHERE b.leaseUntil < timestamp()
RETURN b.id AS id, false AS whole, true AS lapsed
