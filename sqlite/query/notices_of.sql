-- notices_of: the notices of each borough, supplier, contract or framework in one of their orders;
-- as written, by deadline, soonest first, unknown ones last.
-- in   :parents JSON array; :after, :before, :limit for each parent; the rest as in notices.sql
-- plan SEARCH notice_link_by_deadline, in its order; pinned by plan_test.go
SELECT p.value AS parent, k.by_deadline AS key, n.id, n.facts
FROM json_each(:parents) AS p
CROSS JOIN notice AS k ON k.id IN (
  SELECT c.id
  FROM notice_link AS l
  CROSS JOIN notice AS c ON c.id = l.notice_id
  WHERE l.target_id = p.value AND l.role IN ('PARTY', 'SUPPLIER', 'ABOUT')
  AND l.by_deadline > max(:after, :first) AND l.by_deadline < min(:before, :last)
  --+ boroughs AND EXISTS (SELECT 1 FROM notice_link AS f WHERE f.notice_id = c.id AND f.role = 'PARTY' AND +f.target_id IN (SELECT value FROM json_each(:boroughs)))
  --+ services AND EXISTS (SELECT 1 FROM notice_link AS f WHERE f.notice_id = c.id AND f.role = 'SERVICE' AND +f.target_id IN /*= services_asked(:services) */ (SELECT value FROM json_each(:services) UNION ALL SELECT a.id FROM json_each(:services) AS v CROSS JOIN service AS a ON a.area_id = v.value) /*=*/)
  --+ stages AND c.stage IN (SELECT value FROM json_each(:stages))
  --+ cpv AND EXISTS (SELECT 1 FROM json_each(:cpv) AS x CROSS JOIN notice_cpv AS v ON v.notice_id = c.id AND v.cpv >= x.value AND v.cpv < x.value || ':')
  /*= notice_dates(c) */
  --+ deadline AND c.deadline >= :deadline_from AND c.deadline <= :deadline_to
  --+ deadline_or_unknown AND (c.deadline IS NULL OR (c.deadline >= :deadline_from AND c.deadline <= :deadline_to))
  --+ published AND c.published_date >= :published_from AND c.published_date <= :published_to
  --+ published_or_unknown AND (c.published_date IS NULL OR (c.published_date >= :published_from AND c.published_date <= :published_to))
  /*=*/
  ORDER BY l.by_deadline LIMIT :limit --- backward
  --+ backward ORDER BY l.by_deadline DESC LIMIT :limit
)
CROSS JOIN fact AS n ON n.id = k.id
ORDER BY p.key, k.by_deadline --- backward
--+ backward ORDER BY p.key, k.by_deadline DESC
