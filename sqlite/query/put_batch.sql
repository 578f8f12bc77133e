-- put_batch: records a batch that has begun.
-- in   :id; :by_applied; :facts
INSERT INTO batch (id, by_applied, facts) VALUES (:id, :by_applied, :facts);
