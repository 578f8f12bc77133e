-- derive_partnerships: writes the rows derived from partnerships.
-- in   :rows JSON array of {id, slug, byName}; :members of {id, borough}
INSERT OR REPLACE INTO partnership (id, slug, by_name)
SELECT value ->> 'id', value ->> 'slug', value ->> 'byName'
FROM jsonb_each(:rows);

DELETE FROM partnership_member WHERE partnership_id IN (SELECT value ->> 'id' FROM jsonb_each(:rows));

INSERT OR IGNORE INTO partnership_member (partnership_id, borough_id, by_name)
SELECT p.id, m.value ->> 'borough', p.by_name
FROM jsonb_each(:members) AS m
CROSS JOIN partnership AS p ON p.id = m.value ->> 'id';
