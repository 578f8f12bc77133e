-- close_batch: records what a batch did, and marks the batch that it reverts, if any.
-- in   :id; :facts; :reverts id, '' if it reverts none
UPDATE batch SET facts = :facts WHERE id = :id;
UPDATE batch SET reverted_by = :id WHERE id = :reverts;
