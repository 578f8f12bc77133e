-- names(@contract, @role, @list): the contract names, in a role, one of the ids of a JSON array.
EXISTS (SELECT 1 FROM contract_link AS f WHERE f.contract_id = @contract AND f.role = @role AND +f.target_id IN (SELECT value FROM json_each(@list)))
