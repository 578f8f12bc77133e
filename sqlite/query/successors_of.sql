-- successors_of: the contracts that replaced each contract, one after the other, the nearest first.
-- in   :parents JSON array of contracts; :most steps, so that a cycle ends
-- plan SEARCH contract by its key, step by step; pinned by plan_test.go
WITH RECURSIVE walk(parent, id, steps) AS (
  SELECT value, value, 0 FROM json_each(:parents)
  UNION
  SELECT w.parent, c.successor_id, w.steps + 1
  FROM walk AS w
  CROSS JOIN contract AS c ON c.id = w.id
  WHERE c.successor_id IS NOT NULL AND w.steps < :most
)
SELECT w.parent, n.id, n.facts, c.earliest_reading, c.newest_reading, c.succession_date,
  (SELECT min(o.id) FROM contract AS o WHERE o.successor_id = c.id) AS predecessor
FROM (SELECT parent, id, min(steps) AS steps FROM walk GROUP BY parent, id) AS w
CROSS JOIN contract AS c ON c.id = w.id
CROSS JOIN fact AS n ON n.id = c.id
WHERE w.id <> w.parent
ORDER BY w.parent, w.steps, w.id;
