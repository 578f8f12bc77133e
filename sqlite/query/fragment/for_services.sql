-- for_services(@contract): the contract is for one of the services asked for.
-- in   :services JSON array
EXISTS (SELECT 1 FROM contract_link AS f WHERE f.contract_id = @contract AND f.role = 'SERVICE' AND +f.target_id IN @services_asked(:services))
