-- check_file: what SQLite finds wrong with the structure of the file, and where its indexes differ
-- from their tables; one row "ok" if nothing. Answers Store.Check. It reads the whole file.
SELECT integrity_check AS fault
FROM pragma_integrity_check;
