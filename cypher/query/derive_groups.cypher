// derive_groups: all suppliers with an event that names another supplier, for example a purchase.
// out  facts
MATCH (s:Supplier)
WHERE s.byName > '' AND EXISTS { (s)-[:BECAME]->(:Supplier) }
RETURN s.facts AS facts
