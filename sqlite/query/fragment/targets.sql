-- targets(): the nouns that a page of contracts starts from, and the services in each service area
-- among them.
-- in   :targets JSON array of ids of one kind
SELECT value AS id FROM json_each(:targets)
UNION
SELECT a.id FROM json_each(:targets) AS v CROSS JOIN service AS a ON a.area_id = v.value
