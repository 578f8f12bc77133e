-- open_opportunities: notices that are open as of a day, soonest deadline first, unknown ones last.
-- in   :as_of; :last_step, the last step at which bids are taken; :after, :before; :limit;
--      :services, :cpv JSON arrays and :sme if the filter sets them
-- plan SEARCH notice_by_deadline, in its order; with services or cpv, SEARCH notice by the ids that
--      their links and codes lead to; pinned by plan_test.go
SELECT k.by_deadline AS key, n.id, n.facts
FROM (
  SELECT c.id, c.by_deadline
  FROM notice AS c
  WHERE c.by_deadline > :after AND c.by_deadline < :before
  /*= open_notice(c) */
  AND c.step >= 1 AND c.step <= :last_step
  AND (c.published_date IS NULL OR c.published_date <= :as_of)
  AND (c.deadline IS NOT NULL OR c.stale_date > :as_of)
  AND NOT EXISTS (
    SELECT 1 FROM contract_term AS t
    WHERE t.contract_id IN (SELECT o.id FROM contract AS o WHERE o.ocid = c.ocid UNION SELECT f.target_id FROM notice_link AS f WHERE f.notice_id = c.id AND f.role = 'ABOUT')
    AND t.from_date <= :as_of AND t.to_date >= :as_of AND (t.term <> 'NOT_STARTED' OR t.counted = 1)
  )
  AND NOT EXISTS (
    SELECT 1 FROM notice AS l
    WHERE l.ocid = c.ocid AND l.step > c.step AND (l.published_date IS NULL OR l.published_date <= :as_of)
  )
  /*=*/
  --+ services AND c.id IN (SELECT f.notice_id FROM notice_link AS f WHERE f.target_id IN /*= services_asked(:services) */ (SELECT value FROM json_each(:services) UNION ALL SELECT a.id FROM json_each(:services) AS v CROSS JOIN service AS a ON a.area_id = v.value) /*=*/)
  --+ cpv AND c.id IN (SELECT v.notice_id FROM json_each(:cpv) AS p CROSS JOIN notice_cpv AS v ON v.cpv >= p.value AND v.cpv < p.value || ':')
  --+ sme AND c.suits_sme = :sme
  ORDER BY c.by_deadline LIMIT :limit --- backward
  --+ backward ORDER BY c.by_deadline DESC LIMIT :limit
) AS k
CROSS JOIN fact AS n ON n.id = k.id
ORDER BY k.by_deadline --- backward
--+ backward ORDER BY k.by_deadline DESC
