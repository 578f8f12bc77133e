-- contradictions_of: the evidence on each borough, its contracts and its deployments for which
-- another source gives another value: by subject, then field, newest first, undated last, then id.
-- estate.Contradictions decides which of these contradict each other.
-- in   :parents JSON array of boroughs; :fields JSON array, the single-valued ones
-- plan SEARCH contract_link and deployment by borough, evidence_by_subject; pinned by plan_test.go
WITH subject(borough_id, id) AS (
  SELECT value, value FROM json_each(:parents)
  UNION
  SELECT p.value, l.contract_id FROM json_each(:parents) AS p CROSS JOIN contract_link AS l ON l.target_id = p.value
  UNION
  SELECT p.value, d.id FROM json_each(:parents) AS p CROSS JOIN deployment AS d ON d.borough_id = p.value
)
SELECT s.borough_id AS parent, n.id, n.facts, o.facts AS origin
FROM subject AS s
CROSS JOIN evidence AS e ON e.subject_id = s.id
CROSS JOIN fact AS n ON n.id = e.id
CROSS JOIN fact AS o ON o.id = n.facts ->> 'source'
WHERE e.field IN (SELECT value FROM json_each(:fields))
AND EXISTS (
  SELECT 1
  FROM evidence AS x
  CROSS JOIN fact AS m ON m.id = x.id
  WHERE x.subject_id = e.subject_id AND x.field = e.field
  AND m.facts ->> 'source' <> n.facts ->> 'source' AND m.facts ->> 'value' <> n.facts ->> 'value'
)
ORDER BY s.borough_id, s.id, e.field, substr(e.read_on, 1, 10) DESC NULLS LAST, e.id;
