-- derive_suppliers: writes the rows derived from suppliers, except their groups.
-- in   :rows JSON array of {id, byName, hasEvents}; :identifiers of {id, identifier}; :names of
--      {id, folded}
INSERT OR REPLACE INTO supplier (id, by_name, has_events)
SELECT value ->> 'id', value ->> 'byName', value ->> 'hasEvents'
FROM jsonb_each(:rows);

DELETE FROM supplier_identifier WHERE supplier_id IN (SELECT value ->> 'id' FROM jsonb_each(:rows));

INSERT OR IGNORE INTO supplier_identifier (identifier, supplier_id)
SELECT value ->> 'identifier', value ->> 'id'
FROM jsonb_each(:identifiers);

DELETE FROM supplier_name WHERE supplier_id IN (SELECT value ->> 'id' FROM jsonb_each(:rows));

INSERT INTO supplier_name (folded, supplier_id)
SELECT value ->> 'folded', value ->> 'id'
FROM jsonb_each(:names);
