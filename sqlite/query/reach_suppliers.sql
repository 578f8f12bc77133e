-- reach_suppliers: the suppliers with events: all whose group may change when another supplier
-- changes.
SELECT id
FROM supplier
WHERE has_events = 1;
