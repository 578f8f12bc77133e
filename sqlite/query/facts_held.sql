-- facts_held: what Apply needs to know about some stored facts: the fingerprint, the batch that
-- wrote them last and the batch that they come from.
-- in   :ids JSON array
SELECT f.id, f.digest, f.batch_id, f.origin_id
FROM json_each(:ids) AS i
CROSS JOIN fact AS f ON f.id = i.value;
