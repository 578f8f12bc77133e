// show_drafts: makes the hidden nouns of a batch visible.
// in   $batch string, its id
// plan scans Hidden, the nouns of open batches and of batches still to be swept
MATCH (n:Hidden)
WHERE n.batch = $batch
REMOVE n:Hidden
