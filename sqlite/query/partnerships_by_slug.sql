-- partnerships_by_slug: partnerships by slug, and by descending id, so that the smallest id of a
-- slug comes last.
-- in   :keys JSON array
-- plan SEARCH partnership_by_slug; pinned by plan_test.go
SELECT p.slug AS key, n.id, n.facts
FROM json_each(:keys) AS k
CROSS JOIN partnership AS p ON p.slug = k.value
CROSS JOIN fact AS n ON n.id = p.id
ORDER BY p.slug, p.id DESC;
