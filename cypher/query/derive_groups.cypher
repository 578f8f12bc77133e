// derive_groups: all suppliers to which something happened that another had a part in.
// out  facts
MATCH (s:Supplier)
WHERE s.byName > '' AND EXISTS { (s)-[:BECAME]->(:Supplier) }
RETURN s.facts AS facts
