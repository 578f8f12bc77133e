-- reach_predecessors: the predecessors of contracts. Sent by Apply, because the start of a
-- successor ends a contract.
-- in   :ids JSON array of contracts
SELECT c.id
FROM json_each(:ids) AS i
CROSS JOIN contract AS c ON c.successor_id = i.value;
