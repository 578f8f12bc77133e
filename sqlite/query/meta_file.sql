-- meta_file: which program the file belongs to, and how many tables it has.
SELECT (SELECT application_id FROM pragma_application_id) AS application_id, count(*) AS table_count
FROM sqlite_schema;
