-- contracts_held: the number of contracts. Sent by Apply.
SELECT count(*) AS count
FROM fact
WHERE kind = 'Contract';
