-- evidence_of: the evidence on each subject with its source, by field, newest first, undated last,
-- then by id.
-- in   :parents JSON array
-- plan SEARCH evidence_by_subject; pinned by plan_test.go
SELECT e.subject_id AS parent, n.id, n.facts, o.facts AS origin
FROM json_each(:parents) AS s
CROSS JOIN evidence AS e ON e.subject_id = s.value
CROSS JOIN fact AS n ON n.id = e.id
CROSS JOIN fact AS o ON o.id = n.facts ->> 'source'
ORDER BY s.key, e.field, substr(e.read_on, 1, 10) DESC NULLS LAST, e.id;
