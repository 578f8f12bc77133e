-- reach_deployments: the deployments of systems and boroughs. Sent by Apply, because their sort
-- keys hold both names.
-- in   :ids JSON array of systems and boroughs
SELECT d.id
FROM json_each(:ids) AS i
CROSS JOIN deployment AS d ON d.system_id = i.value
UNION
SELECT d.id
FROM json_each(:ids) AS i
CROSS JOIN deployment AS d ON d.borough_id = i.value;
