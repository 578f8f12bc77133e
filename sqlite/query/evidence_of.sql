-- evidence_of: the evidence on each subject, by field, newest first, undated last, then by id.
-- in   :parents JSON array
-- plan SEARCH evidence_by_subject; held by plan_test.go
SELECT e.subject_id AS parent, n.id, n.facts
FROM json_each(:parents) AS s
CROSS JOIN evidence AS e ON e.subject_id = s.value
CROSS JOIN fact AS n ON n.id = e.id
ORDER BY s.key, e.field, e.read_on DESC NULLS LAST, e.id;
