-- derive_boroughs: writes the rows derived from boroughs.
-- in   :rows JSON array of {id, gssCode, slug, byName}
INSERT OR REPLACE INTO borough (id, gss_code, slug, by_name)
SELECT value ->> 'id', value ->> 'gssCode', value ->> 'slug', value ->> 'byName'
FROM jsonb_each(:rows);
