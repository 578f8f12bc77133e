-- batch_changes_of_total: how many changes each list of batch_changes_of.sql has.
-- in   as batch_changes_of.sql, without :limit; :after and :before bound the list itself
-- plan SEARCH batch_change by its key; pinned by plan_test.go
SELECT p.value AS parent, count(*) AS total
FROM json_each(:parents) AS p
CROSS JOIN batch_change AS k ON k.batch_id = p.value AND k.by_subject IN (
  SELECT c.by_subject
  FROM batch_change AS c
  WHERE c.batch_id = p.value AND c.by_subject > :after AND c.by_subject < :before
)
GROUP BY p.value
