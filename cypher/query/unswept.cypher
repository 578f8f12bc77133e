// unswept: the batches with hidden nouns still to be deleted, and the open ones whose lease has run
// out.
// out  id; whole, true if it was finished and removed things; lapsed, true if it is still to be
//      given up
// plan scans Unswept and OpenBatch, which are nearly always empty
MATCH (b:Unswept)
RETURN b.id AS id, b:Batch AS whole, false AS lapsed
UNION ALL
MATCH (b:OpenBatch)
WHERE b.leaseUntil < timestamp()
RETURN b.id AS id, false AS whole, true AS lapsed
