-- open_opportunities_coverage: the notices that open_opportunities counts and leaves out, with the
-- reason: every notice of a purchase that is not known to be over and that matches the filters, or
-- may match them because it leaves something open.
-- in   :as_of; :last_step; :services, :cpv JSON arrays and :sme if the filter sets them
-- out  section, name, count, ids: boroughs, boroughs_with_notice, notices, notices_with_deadline,
--      and left_out by reason with the first ids as a JSON array
-- plan SEARCH notice_by_deadline: all notices; pinned by plan_test.go
WITH looked_at AS MATERIALIZED (
  SELECT c.id, c.deadline, CASE
    WHEN c.step = 0 THEN 'STAGE_UNKNOWN'
    WHEN c.published_date > :as_of THEN 'NOT_PUBLISHED'
    WHEN EXISTS (
      SELECT 1 FROM contract_term AS t
      WHERE t.contract_id IN (SELECT o.id FROM contract AS o WHERE o.ocid = c.ocid UNION SELECT f.target_id FROM notice_link AS f WHERE f.notice_id = c.id AND f.role = 'ABOUT')
      AND t.from_date <= :as_of AND t.to_date >= :as_of AND (t.term <> 'NOT_STARTED' OR t.counted = 1)
    ) OR EXISTS (
      SELECT 1 FROM notice AS l
      WHERE l.ocid = c.ocid AND l.step > :last_step AND (l.published_date IS NULL OR l.published_date <= :as_of)
    ) THEN 'AWARDED'
    WHEN EXISTS (
      SELECT 1 FROM notice AS l
      WHERE l.ocid = c.ocid AND l.step > c.step AND (l.published_date IS NULL OR l.published_date <= :as_of)
    ) THEN 'SUPERSEDED'
    WHEN c.deadline < :as_of THEN 'DEADLINE_PASSED'
    WHEN c.deadline IS NULL AND c.stale_date <= :as_of THEN 'STALE'
    --+ services WHEN NOT EXISTS (SELECT 1 FROM notice_link AS f WHERE f.notice_id = c.id AND f.role = 'SERVICE') THEN 'SERVICE_UNKNOWN'
    --+ cpv WHEN NOT EXISTS (SELECT 1 FROM notice_cpv AS v WHERE v.notice_id = c.id) THEN 'CPV_UNKNOWN'
    --+ sme WHEN c.suits_sme IS NULL THEN 'SME_UNKNOWN'
  END AS reason
  FROM notice AS c
  WHERE c.by_deadline > '' AND c.step <= :last_step
  --+ services AND (c.id IN (SELECT f.notice_id FROM notice_link AS f WHERE f.target_id IN /*= services_asked(:services) */ (SELECT value FROM json_each(:services) UNION ALL SELECT a.id FROM json_each(:services) AS v CROSS JOIN service AS a ON a.area_id = v.value) /*=*/) OR NOT EXISTS (SELECT 1 FROM notice_link AS f WHERE f.notice_id = c.id AND f.role = 'SERVICE'))
  --+ cpv AND (c.id IN (SELECT v.notice_id FROM json_each(:cpv) AS p CROSS JOIN notice_cpv AS v ON v.cpv >= p.value AND v.cpv < p.value || ':') OR NOT EXISTS (SELECT 1 FROM notice_cpv AS v WHERE v.notice_id = c.id))
  --+ sme AND (c.suits_sme = :sme OR c.suits_sme IS NULL)
),
ranked AS (
  /*= ranked_by_reason(looked_at) */
  SELECT id, reason, row_number() OVER (PARTITION BY reason ORDER BY id) AS rank
  FROM looked_at
  WHERE reason IS NOT NULL
  /*=*/
)
SELECT 'boroughs' AS section, '' AS name, count(*) AS count, NULL AS ids FROM borough
UNION ALL
SELECT 'boroughs_with_notice', '', count(*), NULL
FROM borough AS b
WHERE EXISTS (SELECT 1 FROM notice_link AS l WHERE l.target_id = b.id AND l.role = 'PARTY')
UNION ALL
SELECT 'notices', '', count(*), NULL FROM looked_at
UNION ALL
SELECT 'notices_with_deadline', '', count(deadline), NULL FROM looked_at
UNION ALL
SELECT 'left_out', reason, count(*), json_group_array(id ORDER BY id) FILTER (WHERE rank <= 100) FROM ranked GROUP BY reason
ORDER BY section, name;
