-- integrations_of: the integrations of each system, as the one that names the other or the one that
-- is named: by the other's name, then borough, then deployment.
-- in   :parents JSON array of systems
-- out  parent, deployment id, borough id, named system's id, other system's id, what, inferred
-- plan SEARCH deployment_of_system and deployment_integration_by_system; pinned by plan_test.go
SELECT u.parent, u.deployment_id, u.borough_id, u.named_id, u.other_id, u.what, u.inferred
FROM (
  SELECT p.value AS parent, d.id AS deployment_id, d.borough_id, i.system_id AS named_id, i.system_id AS other_id, i.what, i.inferred
  FROM json_each(:parents) AS p
  CROSS JOIN deployment AS d ON d.system_id = p.value
  CROSS JOIN deployment_integration AS i ON i.deployment_id = d.id
  UNION ALL
  SELECT p.value, d.id, d.borough_id, i.system_id, d.system_id, i.what, i.inferred
  FROM json_each(:parents) AS p
  CROSS JOIN deployment_integration AS i ON i.system_id = p.value
  CROSS JOIN deployment AS d ON d.id = i.deployment_id
) AS u
CROSS JOIN system AS y ON y.id = u.other_id
CROSS JOIN borough AS b ON b.id = u.borough_id
ORDER BY u.parent, y.by_name, b.by_name, u.deployment_id;
