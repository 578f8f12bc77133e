-- in_scope(@term): questions count the contract or, if terms are asked for, its term is one of
-- these.
-- in   :terms JSON array, NULL for the contracts that questions count
((:terms IS NULL AND @term.counted = 1) OR @term.term IN (SELECT value FROM json_each(:terms)))
