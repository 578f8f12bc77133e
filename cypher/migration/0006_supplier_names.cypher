// 0006_supplier_names: the names that a supplier has or had, folded, by which importers find it.

CREATE CONSTRAINT folded_name_key IF NOT EXISTS FOR (n:FoldedName) REQUIRE n.key IS UNIQUE;
