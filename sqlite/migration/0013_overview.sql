-- 0013_overview: what questions about the whole estate need of every noun, packed into buckets
-- (package estate/overview). The rebuild that follows every migration fills it.

CREATE TABLE overview (
  bucket  INTEGER PRIMARY KEY,
  version INTEGER NOT NULL, -- higher than that of all buckets written before
  content BLOB NOT NULL
) STRICT;
CREATE INDEX overview_by_version ON overview (version);
