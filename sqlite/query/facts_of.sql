-- facts_of: facts by id. Answers Store.FactsOf, and gives Apply what it derives from.
-- in   :ids JSON array
SELECT f.id, f.facts
FROM json_each(:ids) AS i
CROSS JOIN fact AS f ON f.id = i.value;
