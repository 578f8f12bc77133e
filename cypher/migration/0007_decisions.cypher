// 0007_decisions: what was decided on suggestions is found by its id.

CREATE INDEX decision_by_id IF NOT EXISTS FOR (n:Decision) ON (n.id);
