-- systems_used_by(@parent): the systems that a borough runs or has a contract for, or that any
-- borough has for a service or for one in a service area.
-- in   :as_of
SELECT d.system_id AS id
FROM deployment AS d
CROSS JOIN deployment_status AS t ON t.deployment_id = d.id AND t.from_date <= :as_of AND t.to_date >= :as_of AND t.status = 'LIVE'
WHERE d.borough_id = @parent
UNION
SELECT d.system_id
FROM deployment_service AS v
CROSS JOIN deployment AS d ON d.id = v.deployment_id
CROSS JOIN deployment_status AS t ON t.deployment_id = d.id AND t.from_date <= :as_of AND t.to_date >= :as_of AND t.status = 'LIVE'
WHERE v.service_id IN @service_and_those_in_it(@parent)
UNION
SELECT s.target_id
FROM contract_link AS l
CROSS JOIN contract_term AS t ON t.contract_id = l.contract_id AND t.from_date <= :as_of AND t.to_date >= :as_of AND t.counted = 1
CROSS JOIN contract_link AS s ON s.contract_id = l.contract_id AND s.role = 'SYSTEM'
WHERE l.target_id IN @service_and_those_in_it(@parent) AND l.role IN ('PARTY', 'SERVICE')
