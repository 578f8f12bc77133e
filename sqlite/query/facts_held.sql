-- facts_held: which of the facts are there, with their fingerprints, the batch that wrote each last and the one whose facts
-- they are. Asked by Apply.
-- in   :ids JSON array
SELECT f.id, f.digest, f.batch_id, f.origin_id
FROM json_each(:ids) AS i
CROSS JOIN fact AS f ON f.id = i.value;
