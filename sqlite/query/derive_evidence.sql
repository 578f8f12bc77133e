-- derive_evidence: writes the rows derived from evidence.
-- in   :rows JSON array of {id, subject, field, readOn}
INSERT OR REPLACE INTO evidence (id, subject_id, field, read_on)
SELECT value ->> 'id', value ->> 'subject', value ->> 'field', value ->> 'readOn'
FROM jsonb_each(:rows);
