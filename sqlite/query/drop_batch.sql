-- drop_batch: deletes a batch that changed nothing.
-- in   :id
DELETE FROM batch WHERE id = :id;
