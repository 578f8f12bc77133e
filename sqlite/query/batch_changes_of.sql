-- batch_changes_of: what each batch changed, by kind, then id.
-- in   :parents JSON array; :after, :before, :limit for each parent
-- plan SEARCH batch_change by its key, in its order; pinned by plan_test.go
SELECT p.value AS parent, k.by_subject AS key, k.batch_id || k.by_subject AS id, k.subject_id, k.action, k.before_facts, k.after_facts
FROM json_each(:parents) AS p
CROSS JOIN batch_change AS k ON k.batch_id = p.value AND k.by_subject IN (
  SELECT c.by_subject
  FROM batch_change AS c
  WHERE c.batch_id = p.value AND c.by_subject > :after AND c.by_subject < :before
  ORDER BY c.by_subject LIMIT :limit --- backward
  --+ backward ORDER BY c.by_subject DESC LIMIT :limit
)
ORDER BY p.key, k.by_subject --- backward
--+ backward ORDER BY p.key, k.by_subject DESC
