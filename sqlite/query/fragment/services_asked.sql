-- services_asked(@list): the services of a JSON array, and the services in each service area among
-- them.
(SELECT value FROM json_each(@list) UNION ALL SELECT a.id FROM json_each(@list) AS v CROSS JOIN service AS a ON a.area_id = v.value)
