-- check_file: what SQLite finds wrong with the structure of the file; one row "ok" if nothing.
-- Answers Store.Check. It reads the whole file.
SELECT quick_check AS fault
FROM pragma_quick_check;
