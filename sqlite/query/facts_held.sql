-- facts_held: which of the facts are there, with their fingerprints. Asked by Apply.
-- in   :ids JSON array
SELECT f.id, f.digest
FROM json_each(:ids) AS i
CROSS JOIN fact AS f ON f.id = i.value;
