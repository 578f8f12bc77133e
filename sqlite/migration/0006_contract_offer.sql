-- 0006_contract_offer: what a contract brings to a joint purchase, as one text (estate.OfferText).
-- A question over all contracts then reads one row of a contract instead of each exit point.

CREATE TABLE contract_offer (
  contract_id TEXT PRIMARY KEY REFERENCES fact,
  offer       TEXT NOT NULL
) STRICT, WITHOUT ROWID;
