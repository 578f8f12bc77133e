-- delivers_services(@deployment): the deployment delivers one of the services asked for.
-- in   :services JSON array
EXISTS (SELECT 1 FROM deployment_service AS f WHERE f.deployment_id = @deployment AND +f.service_id IN @services_asked(:services))
