-- 0009_supplier_names: the names that a supplier has or had, folded, by which importers find it.

CREATE TABLE supplier_name (
  folded      TEXT NOT NULL,
  supplier_id TEXT NOT NULL REFERENCES fact,
  PRIMARY KEY (folded, supplier_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX supplier_name_by_supplier ON supplier_name (supplier_id);
