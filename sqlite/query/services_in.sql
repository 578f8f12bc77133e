-- services_in: the services of each area, by name.
-- in   :parents JSON array
-- plan SEARCH service_in_area, in its order; pinned by plan_test.go
SELECT s.area_id AS parent, n.id, n.facts
FROM json_each(:parents) AS a
CROSS JOIN service AS s ON s.area_id = a.value
CROSS JOIN fact AS n ON n.id = s.id
ORDER BY a.key, s.by_area;
