-- origins: of the things that a batch changed, the batch whose facts they had before. Asked by Apply to take it back.
-- in   :batch; :keys JSON array of the things' sort keys
SELECT c.subject_id AS id, c.before_origin
FROM json_each(:keys) AS k
CROSS JOIN batch_change AS c ON c.batch_id = :batch AND c.by_subject = k.value;
