-- referring_to: the facts that contain a noun's id as a JSON text, by kind, then id. Sent when a
-- suggestion is confirmed. There is no index for it, because that is rare.
-- in   :quoted the id in double quotes, as in JSON
-- plan SCAN fact, once; pinned by plan_test.go
SELECT n.id, n.kind, n.facts
FROM fact AS n
WHERE instr(n.facts, :quoted) > 0
ORDER BY n.id;
