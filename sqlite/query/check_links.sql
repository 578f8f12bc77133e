-- check_links: how many rows of each table refer to a row that is not there. Answers Store.Check.
-- It reads the whole file.
SELECT "table" AS name, count(*) AS count
FROM pragma_foreign_key_check
GROUP BY name
UNION ALL
SELECT 'fact', count(*)
FROM fact AS f
WHERE f.batch_id NOT IN (SELECT id FROM batch) OR f.origin_id NOT IN (SELECT id FROM batch)
HAVING count(*) > 0;
