-- deployments_by_id: deployments by id.
-- in   :keys JSON array
-- plan SEARCH deployment by its key; pinned by plan_test.go
SELECT n.id AS key, n.id, n.facts, d.earliest_reading, d.newest_reading
FROM json_each(:keys) AS i
CROSS JOIN deployment AS d ON d.id = i.value
CROSS JOIN fact AS n ON n.id = d.id;
