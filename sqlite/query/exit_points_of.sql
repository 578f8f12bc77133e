-- exit_points_of: the exit points of each contract that hold as of a day, by date, then kind.
-- in   :parents JSON array; :as_of
-- plan SEARCH exit_point_by_contract, in its order; pinned by plan_test.go
SELECT x.contract_id AS parent, x.sort_key AS id, x.facts
FROM json_each(:parents) AS c
CROSS JOIN exit_point AS x ON x.contract_id = c.value AND x.from_date <= :as_of AND x.to_date >= :as_of
ORDER BY c.key, x.sort_key;
