-- put_batch: records a batch that has begun.
-- in   :id; :by_applied; :number; :by_number; :facts
INSERT INTO batch (id, by_applied, number, by_number, facts) VALUES (:id, :by_applied, :number, :by_number, :facts);
