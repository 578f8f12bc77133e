-- 0007_leverage: how leverage was lost with contracts, and where that is unknown.

ALTER TABLE contract ADD COLUMN options_untold INTEGER NOT NULL DEFAULT 0; -- 1: unknown whether its options were left unused
ALTER TABLE contract ADD COLUMN method_untold INTEGER NOT NULL DEFAULT 0;  -- 1: unknown whether it was competed for

-- from_date and to_date: the days as of which leverage counts as lost.
CREATE TABLE contract_leverage (
  sort_key    TEXT NOT NULL, -- kind, contract
  from_date   TEXT NOT NULL,
  to_date     TEXT NOT NULL,
  contract_id TEXT NOT NULL REFERENCES fact,
  kind        TEXT NOT NULL,
  PRIMARY KEY (sort_key, from_date)
) STRICT, WITHOUT ROWID;
CREATE INDEX contract_leverage_by_contract ON contract_leverage (contract_id, from_date, to_date);
