-- services_used_by(@borough): the services for which a borough runs a system or has a contract.
-- in   :as_of
SELECT v.service_id AS id
FROM deployment AS d
CROSS JOIN deployment_status AS t ON t.deployment_id = d.id AND t.from_date <= :as_of AND t.to_date >= :as_of AND t.status = 'LIVE'
CROSS JOIN deployment_service AS v ON v.deployment_id = d.id
WHERE d.borough_id = @borough
UNION
SELECT v.target_id
FROM contract_link AS l
CROSS JOIN contract_term AS t ON t.contract_id = l.contract_id AND t.from_date <= :as_of AND t.to_date >= :as_of AND t.counted = 1
CROSS JOIN contract_link AS v ON v.contract_id = l.contract_id AND v.role = 'SERVICE'
WHERE l.target_id = @borough AND l.role = 'PARTY'
