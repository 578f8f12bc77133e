// put_changes: notes the things that a batch makes.
// in   $rows [{byBatch, subject, action, about}]; about is what an evidence is on
UNWIND $rows AS row
CREATE (x:Change)
SET x = row
