// within_services(@service): a service is one of those asked for, or is in a service area asked
// for.
// in   $services [string]; v is the service asked for
@service-[:PART_OF*0..1]->(v:Service) WHERE v.id IN $services
