-- origins: the batches that the facts of some nouns came from before a batch changed them. Sent by
-- Apply to revert the batch.
-- in   :batch; :keys JSON array of the nouns' sort keys in batch_change
SELECT c.subject_id AS id, c.before_origin
FROM json_each(:keys) AS k
CROSS JOIN batch_change AS c ON c.batch_id = :batch AND c.by_subject = k.value;
