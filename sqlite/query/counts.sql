-- counts: the number of nouns of each kind.
-- plan SCAN fact_by_kind, covering; pinned by plan_test.go
SELECT kind, count(*) AS count
FROM fact
GROUP BY kind;
