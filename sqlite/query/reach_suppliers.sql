-- reach_suppliers: the suppliers that something happened to: all whose group may change with another supplier's.
SELECT id
FROM supplier
WHERE has_events = 1;
