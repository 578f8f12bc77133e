-- boroughs_asked(@list): the boroughs of a JSON array, or all of them if it is NULL.
SELECT value FROM json_each(@list)
UNION
SELECT id FROM borough WHERE @list IS NULL
