-- contract_indexes: the indexes that an import of many contracts is quicker without, with what drops and what makes each. Asked by Apply.
-- Those by which the rows of a contract are found stay: deriving it anew begins with removing them.
SELECT 'DROP INDEX ' || name AS drop_it, sql AS make_it
FROM sqlite_schema
WHERE type = 'index' AND tbl_name IN ('contract', 'contract_link') AND sql IS NOT NULL
ORDER BY name;
