-- decisions_total: how many decisions the list of decisions.sql has.
-- in   as decisions.sql, without :limit; :after and :before bound the list itself
-- plan SEARCH fact_by_kind; pinned by plan_test.go
SELECT count(*) AS total
FROM fact AS n
WHERE n.kind = 'Decision' AND n.id > :after AND n.id < :before
