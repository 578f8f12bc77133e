-- facts_put: adds facts, or puts them in the place of those with the same id.
-- in   :rows JSON array of {id, kind, digest, facts}
INSERT INTO fact (id, kind, digest, facts)
SELECT value ->> 'id', value ->> 'kind', value ->> 'digest', value ->> 'facts'
FROM json_each(:rows)
WHERE true
ON CONFLICT (id) DO UPDATE SET digest = excluded.digest, facts = excluded.facts;
