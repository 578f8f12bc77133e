-- put_facts: adds facts, or replaces those with the same id.
-- in   :rows JSON array of {id, kind, digest, facts, origin}; :batch
INSERT INTO fact (id, kind, digest, facts, batch_id, origin_id)
SELECT value ->> 'id', value ->> 'kind', value ->> 'digest', value ->> 'facts', :batch, value ->> 'origin'
FROM jsonb_each(:rows)
WHERE true
ON CONFLICT (id) DO UPDATE SET digest = excluded.digest, facts = excluded.facts, batch_id = excluded.batch_id, origin_id = excluded.origin_id;
