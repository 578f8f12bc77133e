-- service_and_those_in_it(@id): a service and, if it is a service area, the services in it.
(SELECT @id UNION ALL SELECT a.id FROM service AS a WHERE a.area_id = @id)
