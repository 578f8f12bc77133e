-- counts: how many things of each kind there are.
-- plan SCAN fact_by_kind, covering; held by plan_test.go
SELECT kind, count(*) AS count
FROM fact
GROUP BY kind;
