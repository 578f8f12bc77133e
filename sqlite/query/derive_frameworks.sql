-- derive_frameworks: writes the rows derived from frameworks.
-- in   :rows JSON array of {id, code, byName}; :links of {id, target}
INSERT OR REPLACE INTO framework (id, code, by_name)
SELECT value ->> 'id', value ->> 'code', value ->> 'byName'
FROM jsonb_each(:rows);

DELETE FROM framework_link WHERE framework_id IN (SELECT value ->> 'id' FROM jsonb_each(:rows));

INSERT OR IGNORE INTO framework_link (framework_id, target_id)
SELECT value ->> 'id', value ->> 'target'
FROM jsonb_each(:links);
