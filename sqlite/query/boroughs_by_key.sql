-- boroughs_by_key: the boroughs that each key stands for, by GSS code. A key is the GSS code, slug
-- or id of a borough, or the slug or id of a partnership, which stands for its members. A
-- partnership without members gives one row without a borough.
-- in   :keys JSON array
-- plan SEARCH by index for each form of key; pinned by plan_test.go
SELECT k.value AS key, b.id, b.gss_code
FROM json_each(:keys) AS k CROSS JOIN borough AS b ON b.gss_code = k.value
UNION
SELECT k.value AS key, b.id, b.gss_code
FROM json_each(:keys) AS k CROSS JOIN borough AS b ON b.slug = k.value
UNION
SELECT k.value AS key, b.id, b.gss_code
FROM json_each(:keys) AS k CROSS JOIN borough AS b ON b.id = k.value
UNION
SELECT k.value AS key, b.id, b.gss_code
FROM json_each(:keys) AS k
CROSS JOIN partnership AS p ON p.slug = k.value
LEFT JOIN partnership_member AS m ON m.partnership_id = p.id
LEFT JOIN borough AS b ON b.id = m.borough_id
UNION
SELECT k.value AS key, b.id, b.gss_code
FROM json_each(:keys) AS k
CROSS JOIN partnership AS p ON p.id = k.value
LEFT JOIN partnership_member AS m ON m.partnership_id = p.id
LEFT JOIN borough AS b ON b.id = m.borough_id
ORDER BY 1, 3;
