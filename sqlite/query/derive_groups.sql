-- derive_groups: writes the heads of suppliers' groups over time.
-- in   :rows JSON array of {id}; :spans of {id, from, to, head, undated, inferred}
DELETE FROM supplier_group WHERE supplier_id IN (SELECT value ->> 'id' FROM jsonb_each(:rows));

INSERT INTO supplier_group (supplier_id, from_date, to_date, head_id, undated, inferred)
SELECT value ->> 'id', value ->> 'from', value ->> 'to', value ->> 'head', value ->> 'undated', value ->> 'inferred'
FROM jsonb_each(:spans);
