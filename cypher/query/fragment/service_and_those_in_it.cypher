// service_and_those_in_it(@id): a service and, if it is a service area, the services in it.
(:Service {id: @id})<-[:PART_OF*0..1]-(:Service)
