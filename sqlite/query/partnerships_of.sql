-- partnerships_of: the partnerships of each borough, by name.
-- in   :parents JSON array
-- plan SEARCH partnership_member_by_borough, in its order; pinned by plan_test.go
SELECT m.borough_id AS parent, n.id, n.facts
FROM json_each(:parents) AS b
CROSS JOIN partnership_member AS m ON m.borough_id = b.value
CROSS JOIN fact AS n ON n.id = m.partnership_id
ORDER BY b.key, m.by_name;
