// 0007_decisions: an index for the ids of decisions on suggestions.

CREATE INDEX decision_by_id IF NOT EXISTS FOR (n:Decision) ON (n.id);
