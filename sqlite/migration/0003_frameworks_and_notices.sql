-- 0003_frameworks_and_notices: the frameworks that contracts are called off from, and the
-- notices that buyers publish.

CREATE TABLE framework (
  id      TEXT PRIMARY KEY REFERENCES fact,
  code    TEXT,
  by_name TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX framework_by_code ON framework (code);
CREATE INDEX framework_by_name ON framework (by_name);

-- The boroughs that own the framework, and the suppliers on it.
CREATE TABLE framework_link (
  framework_id TEXT NOT NULL REFERENCES fact,
  target_id    TEXT NOT NULL REFERENCES fact,
  PRIMARY KEY (framework_id, target_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX framework_link_by_target ON framework_link (target_id, framework_id);

CREATE TABLE notice (
  id                     TEXT PRIMARY KEY REFERENCES fact,
  ocid                   TEXT,
  stage                  TEXT,
  deadline               TEXT, -- the last day that the stated one can mean
  published_date         TEXT, -- likewise
  by_deadline            TEXT NOT NULL,
  by_published_date_desc TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX notice_by_ocid ON notice (ocid);
CREATE INDEX notice_by_deadline ON notice (by_deadline);
CREATE INDEX notice_by_published_date_desc ON notice (by_published_date_desc);

-- What the notice names: boroughs (PARTY), suppliers and services, and the contracts and frameworks
-- that it is ABOUT. It repeats the notice's sort keys, as contract_link does.
CREATE TABLE notice_link (
  notice_id              TEXT NOT NULL REFERENCES fact,
  role                   TEXT NOT NULL CHECK (role IN ('PARTY', 'SUPPLIER', 'SERVICE', 'ABOUT')),
  target_id              TEXT NOT NULL REFERENCES fact,
  by_deadline            TEXT NOT NULL,
  by_published_date_desc TEXT NOT NULL,
  PRIMARY KEY (notice_id, role, target_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX notice_link_by_deadline ON notice_link (target_id, by_deadline);
CREATE INDEX notice_link_by_published_date_desc ON notice_link (target_id, by_published_date_desc);

-- The codes of the Common Procurement Vocabulary of the notice and its lots.
CREATE TABLE notice_cpv (
  notice_id TEXT NOT NULL REFERENCES fact,
  cpv       TEXT NOT NULL,
  PRIMARY KEY (notice_id, cpv)
) STRICT, WITHOUT ROWID;
CREATE INDEX notice_cpv_by_code ON notice_cpv (cpv);

-- A contract is linked with its framework too. SQLite cannot change a constraint, so the table is
-- created again; the rebuild that follows every migration fills it.
DROP TABLE contract_link;

CREATE TABLE contract_link (
  contract_id        TEXT NOT NULL REFERENCES fact,
  role               TEXT NOT NULL CHECK (role IN ('PARTY', 'SUPPLIER', 'SYSTEM', 'SERVICE', 'FRAMEWORK')),
  target_id          TEXT NOT NULL REFERENCES fact,
  signed_as          TEXT,             -- of a SUPPLIER
  inferred           INTEGER NOT NULL, -- of a SUPPLIER, else 0
  by_end_date        TEXT NOT NULL,
  by_end_date_desc   TEXT NOT NULL,
  by_start_date      TEXT NOT NULL,
  by_start_date_desc TEXT NOT NULL,
  by_title           TEXT NOT NULL,
  PRIMARY KEY (contract_id, role, target_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX contract_link_by_end_date ON contract_link (target_id, by_end_date);
CREATE INDEX contract_link_by_end_date_desc ON contract_link (target_id, by_end_date_desc);
CREATE INDEX contract_link_by_start_date ON contract_link (target_id, by_start_date);
CREATE INDEX contract_link_by_start_date_desc ON contract_link (target_id, by_start_date_desc);
CREATE INDEX contract_link_by_title ON contract_link (target_id, by_title);
