-- system_links(): each system of each borough asked for, with the contract or the live deployment
-- that links the two.
-- in   asked(borough_id); :as_of; :terms JSON array, NULL for the contracts that questions count;
--      :services JSON array with services
link AS MATERIALIZED ( -- one row per borough, system, and contract in scope or live deployment
  SELECT a.borough_id, s.target_id AS system_id, p.contract_id, NULL AS deployment_id, t.term
  FROM asked AS a
  CROSS JOIN contract_link AS p ON p.target_id = a.borough_id AND p.role = 'PARTY'
  CROSS JOIN contract_term AS t ON t.contract_id = p.contract_id AND t.from_date <= :as_of AND t.to_date >= :as_of
  CROSS JOIN contract_link AS s ON s.contract_id = p.contract_id AND s.role = 'SYSTEM'
  WHERE @in_scope(t)
  --+ services AND @for_services(p.contract_id)
  UNION ALL
  SELECT a.borough_id, d.system_id, NULL, d.id, NULL
  FROM asked AS a
  CROSS JOIN deployment AS d ON d.borough_id = a.borough_id
  CROSS JOIN deployment_status AS t ON t.deployment_id = d.id AND t.from_date <= :as_of AND t.to_date >= :as_of
  WHERE t.status = 'LIVE'
  --+ services AND @delivers_services(d.id)
),
