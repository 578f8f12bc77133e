-- facts_of: facts to derive from. Asked by Apply.
-- in   :ids JSON array
SELECT f.id, f.facts
FROM json_each(:ids) AS i
CROSS JOIN fact AS f ON f.id = i.value;
