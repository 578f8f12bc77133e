-- reach_services: the services in areas. Sent by Apply, because their sort keys hold the area's
-- name.
-- in   :ids JSON array of services
SELECT s.id
FROM json_each(:ids) AS i
CROSS JOIN service AS s ON s.area_id = i.value;
