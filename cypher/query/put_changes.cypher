// put_changes: notes what a batch does to things.
// in   $rows [{byBatch, subject, action, before, after, origin, about, left}]; origin is the batch whose the facts before
//      were, about and left are what an evidence is and was on
UNWIND $rows AS row
CREATE (x:Change)
SET x = row
