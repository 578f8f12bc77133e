-- boroughs_using_service(@of): the boroughs that run a system or have a contract for a service,
-- or for one in a service area.
-- in   :as_of
SELECT d.borough_id AS id
FROM deployment_service AS v
CROSS JOIN deployment AS d ON d.id = v.deployment_id
CROSS JOIN deployment_status AS t ON t.deployment_id = d.id AND t.from_date <= :as_of AND t.to_date >= :as_of AND t.status = 'LIVE'
WHERE v.service_id IN @service_and_those_in_it(@of)
UNION
SELECT b.target_id
FROM contract_link AS l
CROSS JOIN contract_term AS t ON t.contract_id = l.contract_id AND t.from_date <= :as_of AND t.to_date >= :as_of AND t.counted = 1
CROSS JOIN contract_link AS b ON b.contract_id = l.contract_id AND b.role = 'PARTY'
WHERE l.target_id IN @service_and_those_in_it(@of) AND l.role = 'SERVICE'
