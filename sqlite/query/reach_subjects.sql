-- reach_subjects: the subjects of evidence as stored. Sent by Apply before the evidence changes.
-- in   :ids JSON array of evidence
SELECT DISTINCT e.subject_id AS id
FROM json_each(:ids) AS i
CROSS JOIN evidence AS e ON e.id = i.value;
