// put_changes: records the nouns that a batch creates.
// in   $rows [{byBatch, subject, action, about}]; about is the subject of evidence
UNWIND $rows AS row
CREATE (x:Change)
SET x = row
