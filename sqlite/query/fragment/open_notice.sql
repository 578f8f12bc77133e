-- open_notice(@notice): the notice is open for bids on a day. It is published, there is no contract
-- of its purchase yet, and no later notice of its ocid supersedes it.
-- in   :as_of; :last_step, the last step at which bids are taken
AND @notice.step >= 1 AND @notice.step <= :last_step
AND (@notice.published_date IS NULL OR @notice.published_date <= :as_of)
AND (@notice.deadline IS NOT NULL OR @notice.stale_date > :as_of)
AND NOT EXISTS (
  SELECT 1 FROM contract_term AS t
  WHERE t.contract_id IN (SELECT o.id FROM contract AS o WHERE o.ocid = @notice.ocid UNION SELECT f.target_id FROM notice_link AS f WHERE f.notice_id = @notice.id AND f.role = 'ABOUT')
  AND t.from_date <= :as_of AND t.to_date >= :as_of AND (t.term <> 'NOT_STARTED' OR t.counted = 1)
)
AND NOT EXISTS (
  SELECT 1 FROM notice AS l
  WHERE l.ocid = @notice.ocid AND l.step > @notice.step AND (l.published_date IS NULL OR l.published_date <= :as_of)
)
