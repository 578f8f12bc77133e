-- 0001_estate: the facts, and what is derived from them to match, filter, sort and page by.
-- A rebuild rewrites every table but `meta` from `fact`. Dates are text, "2026-11-23", and spans
-- include both ends. NULL means unknown. Ids are "Kind:key", so one column may hold ids of several
-- kinds. Sort keys are never NULL and compare by bytes.

PRAGMA application_id = 1651664754; -- "brgr", so that another program's file is never taken for ours

CREATE TABLE meta (
  one            INTEGER PRIMARY KEY CHECK (one = 1),
  schema_version INTEGER NOT NULL,
  rule_version   INTEGER NOT NULL
) STRICT;

-- One noun as it was stated: canonical JSON, and its fingerprint.
CREATE TABLE fact (
  id     TEXT PRIMARY KEY,
  kind   TEXT NOT NULL,
  digest TEXT NOT NULL,
  facts  TEXT NOT NULL
) STRICT;
CREATE INDEX fact_by_kind ON fact (kind, id);

CREATE TABLE borough (
  id       TEXT PRIMARY KEY REFERENCES fact,
  gss_code TEXT NOT NULL,
  slug     TEXT NOT NULL,
  by_name  TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX borough_by_gss_code ON borough (gss_code);
CREATE INDEX borough_by_slug ON borough (slug);
CREATE INDEX borough_by_name ON borough (by_name);

CREATE TABLE partnership (
  id      TEXT PRIMARY KEY REFERENCES fact,
  slug    TEXT NOT NULL,
  by_name TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX partnership_by_slug ON partnership (slug);
CREATE INDEX partnership_by_name ON partnership (by_name);

CREATE TABLE partnership_member (
  partnership_id TEXT NOT NULL REFERENCES fact,
  borough_id     TEXT NOT NULL REFERENCES fact,
  by_name        TEXT NOT NULL, -- the partnership's
  PRIMARY KEY (partnership_id, borough_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX partnership_member_by_borough ON partnership_member (borough_id, by_name);

CREATE TABLE service (
  id      TEXT PRIMARY KEY REFERENCES fact,
  area_id TEXT REFERENCES fact, -- NULL: it is an area
  by_area TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX service_by_area ON service (by_area);
CREATE INDEX service_in_area ON service (area_id, by_area);

CREATE TABLE supplier (
  id         TEXT PRIMARY KEY REFERENCES fact,
  by_name    TEXT NOT NULL,
  has_events INTEGER NOT NULL -- 1: something happened to it that may put it in a group
) STRICT, WITHOUT ROWID;
CREATE INDEX supplier_by_name ON supplier (by_name);
CREATE INDEX supplier_with_events ON supplier (id) WHERE has_events = 1;

-- Only identifiers of schemes that identify a legal person everywhere (RULES 6).
CREATE TABLE supplier_identifier (
  identifier  TEXT NOT NULL, -- "scheme:id"
  supplier_id TEXT NOT NULL REFERENCES fact,
  PRIMARY KEY (identifier, supplier_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX supplier_identifier_by_supplier ON supplier_identifier (supplier_id);

-- The head of the supplier's group over all days; a supplier alone heads its own.
CREATE TABLE supplier_group (
  supplier_id TEXT NOT NULL REFERENCES fact,
  from_date   TEXT NOT NULL,
  to_date     TEXT NOT NULL,
  head_id     TEXT NOT NULL REFERENCES fact,
  undated     INTEGER NOT NULL,
  inferred    INTEGER NOT NULL,
  PRIMARY KEY (supplier_id, from_date)
) STRICT, WITHOUT ROWID;
CREATE INDEX supplier_group_by_head ON supplier_group (head_id);

CREATE TABLE system (
  id      TEXT PRIMARY KEY REFERENCES fact,
  by_name TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX system_by_name ON system (by_name);

-- Who makes the system. Days without a known maker have no row.
CREATE TABLE system_maker (
  system_id   TEXT NOT NULL REFERENCES fact,
  from_date   TEXT NOT NULL,
  to_date     TEXT NOT NULL,
  supplier_id TEXT NOT NULL REFERENCES fact,
  inferred    INTEGER NOT NULL,
  by_name     TEXT NOT NULL, -- the system's
  PRIMARY KEY (system_id, from_date)
) STRICT, WITHOUT ROWID;
CREATE INDEX system_maker_by_supplier ON system_maker (supplier_id, by_name);

CREATE TABLE deployment (
  id               TEXT PRIMARY KEY REFERENCES fact,
  borough_id       TEXT NOT NULL REFERENCES fact,
  system_id        TEXT NOT NULL REFERENCES fact,
  earliest_reading TEXT,
  newest_reading   TEXT,
  by_system        TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX deployment_of_borough ON deployment (borough_id, by_system);
CREATE INDEX deployment_of_system ON deployment (system_id, by_system);

CREATE TABLE deployment_service (
  deployment_id TEXT NOT NULL REFERENCES fact,
  service_id    TEXT NOT NULL REFERENCES fact,
  PRIMARY KEY (deployment_id, service_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX deployment_service_by_service ON deployment_service (service_id);

-- The status of the deployment. Days without one have no row.
CREATE TABLE deployment_status (
  deployment_id TEXT NOT NULL REFERENCES fact,
  from_date     TEXT NOT NULL,
  to_date       TEXT NOT NULL,
  status        TEXT NOT NULL,
  PRIMARY KEY (deployment_id, from_date)
) STRICT, WITHOUT ROWID;

CREATE TABLE contract (
  id                 TEXT PRIMARY KEY REFERENCES fact,
  ocid               TEXT,
  successor_id       TEXT REFERENCES fact,
  suppliers_withheld INTEGER NOT NULL,
  counted_end        TEXT,
  annual_pence       INTEGER,
  vat                TEXT NOT NULL, -- of its value; UNKNOWN too where it has none
  earliest_reading   TEXT,
  newest_reading     TEXT,
  succession_date    TEXT, -- the day its successor starts
  by_end_date        TEXT NOT NULL,
  by_end_date_desc   TEXT NOT NULL,
  by_start_date      TEXT NOT NULL,
  by_start_date_desc TEXT NOT NULL,
  by_title           TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX contract_by_ocid ON contract (ocid);
CREATE INDEX contract_by_successor ON contract (successor_id);
CREATE INDEX contract_by_end_date ON contract (by_end_date);
CREATE INDEX contract_by_end_date_desc ON contract (by_end_date_desc);
CREATE INDEX contract_by_start_date ON contract (by_start_date);
CREATE INDEX contract_by_start_date_desc ON contract (by_start_date_desc);
CREATE INDEX contract_by_title ON contract (by_title);

-- What the contract names: boroughs (PARTY), suppliers, systems and services. It repeats the
-- contract's sort keys, so that a page of one target's contracts starts at one index entry.
CREATE TABLE contract_link (
  contract_id        TEXT NOT NULL REFERENCES fact,
  role               TEXT NOT NULL CHECK (role IN ('PARTY', 'SUPPLIER', 'SYSTEM', 'SERVICE')),
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

-- The term of the contract on every day.
CREATE TABLE contract_term (
  contract_id TEXT NOT NULL REFERENCES fact,
  from_date   TEXT NOT NULL,
  to_date     TEXT NOT NULL,
  term        TEXT NOT NULL,
  counted     INTEGER NOT NULL, -- 1: questions count it when no terms are asked for
  PRIMARY KEY (contract_id, from_date)
) STRICT, WITHOUT ROWID;

-- from_date and to_date: the days as of which it holds.
CREATE TABLE exit_point (
  sort_key    TEXT PRIMARY KEY, -- date, contract, kind
  contract_id TEXT NOT NULL REFERENCES fact,
  kind        TEXT NOT NULL,
  from_date   TEXT NOT NULL,
  to_date     TEXT NOT NULL,
  facts       TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX exit_point_by_contract ON exit_point (contract_id, sort_key, from_date, to_date);

CREATE TABLE evidence (
  id         TEXT PRIMARY KEY REFERENCES fact,
  subject_id TEXT NOT NULL REFERENCES fact,
  field      TEXT NOT NULL,
  read_on    TEXT -- the last day its date can mean
) STRICT, WITHOUT ROWID;
CREATE INDEX evidence_by_subject ON evidence (subject_id, read_on);
