-- reach_predecessors: the contracts that others succeed. Asked by Apply: a successor's start ends them.
-- in   :ids JSON array of contracts
SELECT c.id
FROM json_each(:ids) AS i
CROSS JOIN contract AS c ON c.successor_id = i.value;
