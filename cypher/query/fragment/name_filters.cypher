// name_filters(@contract): the contract names one of the boroughs, suppliers, systems and services
// asked for.
// in   $boroughs, $suppliers, $systems, $services [string] each with the mark of the same name
//+ boroughs AND EXISTS { (@contract)<-[:PARTY_TO]-(b:Borough) WHERE b.id IN $boroughs }
//+ suppliers AND EXISTS { (@contract)-[:WITH]->(m:Supplier) WHERE m.id IN $suppliers }
//+ systems AND EXISTS { (@contract)-[:COVERS]->(s:System) WHERE s.id IN $systems }
//+ services AND EXISTS { @within_services((@contract)-[:FOR]->(:Service)) }
