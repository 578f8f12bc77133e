-- drop_batch: forgets a batch that changed nothing.
-- in   :id
DELETE FROM batch WHERE id = :id;
