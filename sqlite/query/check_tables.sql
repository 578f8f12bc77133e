-- check_tables: the tables that a rebuild writes from the facts. Answers Store.CheckDerived.
SELECT name
FROM sqlite_schema
WHERE type = 'table' AND name NOT IN ('meta', 'fact', 'batch', 'batch_change') AND name NOT LIKE 'sqlite_%'
ORDER BY name;
