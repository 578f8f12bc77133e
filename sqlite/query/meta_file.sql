-- meta_file: whose file it is, and whether it is a new one.
SELECT (SELECT application_id FROM pragma_application_id) AS application_id, count(*) AS table_count
FROM sqlite_schema;
