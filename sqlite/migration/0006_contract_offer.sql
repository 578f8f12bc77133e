-- 0006_contract_offer: what a contract brings to a joint purchase, as one text (estate.OfferText), so that
-- a question over all contracts reads one row of a group's contract and not each of its exit points.

CREATE TABLE contract_offer (
  contract_id TEXT PRIMARY KEY REFERENCES fact,
  offer       TEXT NOT NULL
) STRICT, WITHOUT ROWID;
