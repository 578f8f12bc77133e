-- has_term(@contract): the contract's term is one of those asked for.
-- in   :terms JSON array; :as_of
EXISTS (SELECT 1 FROM contract_term AS t WHERE t.contract_id = @contract AND t.from_date <= :as_of AND t.to_date >= :as_of AND +t.term IN (SELECT value FROM json_each(:terms)))
