-- overview: the buckets that have changed since a version. Sent before each question about the
-- whole estate, under the name of the question.
-- in   :version, 0 for all
-- plan SEARCH overview_by_version; pinned by plan_test.go
SELECT o.bucket, o.version, o.content
FROM overview AS o
WHERE o.version > :version;
