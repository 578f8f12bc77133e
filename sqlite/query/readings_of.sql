-- readings_of: the first and the last date of the evidence on each subject that has dated evidence.
-- Sent by Apply.
-- in   :ids JSON array
SELECT e.subject_id AS id, min(e.read_on) AS earliest_reading, max(e.read_on) AS newest_reading
FROM json_each(:ids) AS i
CROSS JOIN evidence AS e ON e.subject_id = i.value AND e.read_on IS NOT NULL
GROUP BY e.subject_id;
