-- readings_of: the different dates of the evidence on each subject that has dated evidence, oldest
-- first. Sent by Apply.
-- in   :ids JSON array
SELECT e.subject_id AS id, json_group_array(DISTINCT e.read_on ORDER BY e.read_on) AS read_dates
FROM json_each(:ids) AS i
CROSS JOIN evidence AS e ON e.subject_id = i.value AND e.read_on IS NOT NULL
GROUP BY e.subject_id;
