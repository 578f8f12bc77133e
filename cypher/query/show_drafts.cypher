// show_drafts: shows the nouns of a batch.
// in   $batch string, its id
// plan scans Hidden, which are the nouns of open batches and of those to be swept
MATCH (n:Hidden)
WHERE n.batch = $batch
REMOVE n:Hidden
