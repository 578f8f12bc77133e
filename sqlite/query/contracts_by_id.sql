-- contracts_by_id: contracts by id.
-- in   :keys JSON array
-- plan SEARCH contract by its key; pinned by plan_test.go
SELECT n.id AS key, n.id, n.facts, c.earliest_reading, c.newest_reading, c.succession_date,
  (SELECT min(o.id) FROM contract AS o WHERE o.successor_id = c.id) AS predecessor
FROM json_each(:keys) AS i
CROSS JOIN contract AS c ON c.id = i.value
CROSS JOIN fact AS n ON n.id = c.id;
