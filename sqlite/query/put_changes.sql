-- put_changes: records what a batch changed. A noun that it wrote in several parts keeps the first
-- state before and the last one after.
-- in   :batch; :rows JSON array of {bySubject, subject, action, before, after, origin}
INSERT INTO batch_change (batch_id, by_subject, subject_id, action, before_facts, after_facts, before_origin)
SELECT :batch, value ->> 'bySubject', value ->> 'subject', value ->> 'action', value ->> 'before', value ->> 'after', value ->> 'origin'
FROM jsonb_each(:rows)
WHERE true
ON CONFLICT (batch_id, by_subject) DO UPDATE SET
  action = CASE action WHEN 'REMOVED' THEN 'UPDATED' ELSE action END, -- removed, and then added again
  after_facts = CASE action WHEN 'CREATED' THEN NULL ELSE excluded.after_facts END;
