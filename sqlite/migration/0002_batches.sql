-- 0002_batches: what each import did, so that it can be shown and reverted. Facts written
-- before this migration have no batch.

ALTER TABLE fact ADD COLUMN batch_id TEXT; -- the batch that wrote it last
ALTER TABLE fact ADD COLUMN origin_id TEXT; -- the batch that the facts come from: an older one if batch_id is a revert

CREATE TABLE batch (
  id          TEXT PRIMARY KEY,
  by_applied  TEXT NOT NULL, -- the newest first
  reverted_by TEXT,
  facts       TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX batch_by_applied ON batch (by_applied);

-- What a batch did to each noun. before_facts and after_facts are NULL if the action has none.
CREATE TABLE batch_change (
  batch_id      TEXT NOT NULL REFERENCES batch,
  by_subject    TEXT NOT NULL, -- by kind, then id
  subject_id    TEXT NOT NULL,
  action        TEXT NOT NULL CHECK (action IN ('CREATED', 'UPDATED', 'REMOVED')),
  before_facts  TEXT,
  after_facts   TEXT,
  before_origin TEXT, -- fact.origin_id as it was
  PRIMARY KEY (batch_id, by_subject)
) STRICT, WITHOUT ROWID;
