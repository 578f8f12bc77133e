-- derive_exit_links: rewrites all of exit_link, sorted once. When many contracts change, this is
-- far quicker than row by row. Sent by Apply.
DELETE FROM exit_link;

INSERT INTO exit_link (target_id, sort_key)
SELECT l.target_id, x.sort_key
FROM exit_point AS x
CROSS JOIN contract_link AS l ON l.contract_id = x.contract_id AND l.role <> 'FRAMEWORK'
ORDER BY l.target_id, x.sort_key;
