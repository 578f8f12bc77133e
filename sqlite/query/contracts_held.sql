-- contracts_held: how many contracts there are. Asked by Apply.
SELECT count(*) AS count
FROM fact
WHERE kind = 'Contract';
