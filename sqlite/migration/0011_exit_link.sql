-- 0011_exit_link: a contract's exit points under each borough, supplier, system and service that
-- the contract names. A page of the exit points of one of these starts at one entry and is read in
-- order. The table is derived from contract_link and exit_point, which hold the references. The
-- rebuild that follows every migration fills it.

CREATE TABLE exit_link (
  target_id TEXT NOT NULL,
  sort_key  TEXT NOT NULL, -- the exit point's
  PRIMARY KEY (target_id, sort_key)
) STRICT, WITHOUT ROWID;
