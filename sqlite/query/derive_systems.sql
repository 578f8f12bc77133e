-- derive_systems: writes the rows derived from systems.
-- in   :rows JSON array of {id, byName}; :makers of {id, from, to, supplier, inferred}
INSERT OR REPLACE INTO system (id, by_name)
SELECT value ->> 'id', value ->> 'byName'
FROM jsonb_each(:rows);

DELETE FROM system_maker WHERE system_id IN (SELECT value ->> 'id' FROM jsonb_each(:rows));

INSERT INTO system_maker (system_id, from_date, to_date, supplier_id, inferred, by_name)
SELECT s.id, m.value ->> 'from', m.value ->> 'to', m.value ->> 'supplier', m.value ->> 'inferred', s.by_name
FROM jsonb_each(:makers) AS m
CROSS JOIN system AS s ON s.id = m.value ->> 'id';
