-- contract_indexes: the indexes of the tables derived from contracts, with what drops and what makes each. Asked by Apply.
SELECT 'DROP INDEX ' || name AS drop_it, sql AS make_it
FROM sqlite_schema
WHERE type = 'index' AND tbl_name IN ('contract', 'contract_link', 'exit_point', 'contract_leverage') AND sql IS NOT NULL
ORDER BY name;
