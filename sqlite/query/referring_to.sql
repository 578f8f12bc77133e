-- referring_to: the facts that hold a thing's id as a text, by kind, then id. Asked where a suggestion is confirmed; there is no
-- index for it, since hardly anything ever is.
-- in   :quoted the id in quotes, as JSON has it
-- plan SCAN fact, once; held by plan_test.go
SELECT n.id, n.kind, n.facts
FROM fact AS n
WHERE instr(n.facts, :quoted) > 0
ORDER BY n.id;
