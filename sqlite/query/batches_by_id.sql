-- batches_by_id: batches by id.
-- in   :keys JSON array
SELECT i.value AS key, b.id, b.facts, b.reverted_by
FROM json_each(:keys) AS i
CROSS JOIN batch AS b ON b.id = i.value
