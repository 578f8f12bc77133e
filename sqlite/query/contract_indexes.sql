-- contract_indexes: the indexes that Apply drops for a large import, with the statements that drop
-- and create each. The indexes that find the rows of a contract stay, because deriving a contract
-- again begins with deleting its rows.
SELECT 'DROP INDEX ' || name AS drop_it, sql AS make_it
FROM sqlite_schema
WHERE type = 'index' AND tbl_name IN ('contract', 'contract_link') AND sql IS NOT NULL
ORDER BY name;
