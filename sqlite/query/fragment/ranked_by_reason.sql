-- ranked_by_reason(@contracts): the contracts left out, by reason, then id.
SELECT id, reason, row_number() OVER (PARTITION BY reason ORDER BY id) AS rank
FROM @contracts
WHERE reason IS NOT NULL
