-- overview_held: some buckets as they are stored, and the newest version of all. Sent by Apply.
-- in   :buckets JSON array of numbers
SELECT b.value AS bucket, o.content, (SELECT max(version) FROM overview) AS newest
FROM json_each(:buckets) AS b
LEFT JOIN overview AS o ON o.bucket = b.value;
