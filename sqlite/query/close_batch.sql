-- close_batch: says of a batch what it did, and of the one that it takes back, if any, that it was taken back.
-- in   :id; :facts; :reverts id, '' for none
UPDATE batch SET facts = :facts WHERE id = :id;
UPDATE batch SET reverted_by = :id WHERE id = :reverts;
