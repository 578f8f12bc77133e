-- notices: notices in one of their orders; as written, by deadline, soonest first, unknown ones
-- last.
-- in   :after, :before; :first, :last that bound the list itself by its sort key; :limit;
--      :boroughs, :services, :stages, :cpv JSON arrays, :deadline_from, :deadline_to,
--      :published_from and :published_to if the filter sets them; by_deadline stands for the sort
--      key
-- plan SEARCH notice_by_deadline, in its order; with boroughs, services or cpv, SEARCH notice by
--      the ids that their links and codes lead to; pinned by plan_test.go
SELECT k.by_deadline AS key, n.id, n.facts
FROM (
  SELECT c.id, c.by_deadline
  FROM notice AS c
  WHERE c.by_deadline > max(:after, :first) AND c.by_deadline < min(:before, :last)
  --+ boroughs AND c.id IN (SELECT f.notice_id FROM notice_link AS f WHERE f.target_id IN (SELECT value FROM json_each(:boroughs)))
  --+ services AND c.id IN (SELECT f.notice_id FROM notice_link AS f WHERE f.target_id IN /*= services_asked(:services) */ (SELECT value FROM json_each(:services) UNION ALL SELECT a.id FROM json_each(:services) AS v CROSS JOIN service AS a ON a.area_id = v.value) /*=*/)
  --+ stages AND c.stage IN (SELECT value FROM json_each(:stages))
  --+ cpv AND c.id IN (SELECT v.notice_id FROM json_each(:cpv) AS p CROSS JOIN notice_cpv AS v ON v.cpv >= p.value AND v.cpv < p.value || ':')
  /*= notice_dates(c) */
  --+ deadline AND c.deadline >= :deadline_from AND c.deadline <= :deadline_to
  --+ deadline_or_unknown AND (c.deadline IS NULL OR (c.deadline >= :deadline_from AND c.deadline <= :deadline_to))
  --+ published AND c.published_date >= :published_from AND c.published_date <= :published_to
  --+ published_or_unknown AND (c.published_date IS NULL OR (c.published_date >= :published_from AND c.published_date <= :published_to))
  /*=*/
  ORDER BY c.by_deadline LIMIT :limit --- backward
  --+ backward ORDER BY c.by_deadline DESC LIMIT :limit
) AS k
CROSS JOIN fact AS n ON n.id = k.id
ORDER BY k.by_deadline --- backward
--+ backward ORDER BY k.by_deadline DESC
