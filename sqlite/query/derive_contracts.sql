-- derive_contracts: writes the rows derived from contracts.
-- in   :rows JSON array of {id, ocid, successor, withheld, countedEnd, annualPence, vat, earliest,
--      newest, succession, offer, byEndDate, byEndDateDesc, byStartDate, byStartDateDesc, byTitle,
--      optionsUntold, methodUntold, unknownFields}; :links of {id, role, target, signedAs,
--      inferred}; :terms of {id, from, to, term, counted}; :exit_points of {id, sortKey, kind,
--      from, to, facts}; :leverage of {id, sortKey, kind, from, to}
-- with many, derive_exit_links.sql fills exit_link instead
INSERT OR REPLACE INTO contract (
  id, ocid, successor_id, suppliers_withheld, counted_end, annual_pence, vat, earliest_reading, newest_reading,
  succession_date, by_end_date, by_end_date_desc, by_start_date, by_start_date_desc, by_title,
  options_untold, method_untold, unknown_fields
)
SELECT value ->> 'id', value ->> 'ocid', value ->> 'successor', value ->> 'withheld', value ->> 'countedEnd',
  value ->> 'annualPence', value ->> 'vat', value ->> 'earliest', value ->> 'newest', value ->> 'succession',
  value ->> 'byEndDate', value ->> 'byEndDateDesc', value ->> 'byStartDate',
  value ->> 'byStartDateDesc', value ->> 'byTitle', value ->> 'optionsUntold', value ->> 'methodUntold',
  value ->> 'unknownFields'
FROM jsonb_each(:rows);

INSERT OR REPLACE INTO contract_offer (contract_id, offer)
SELECT value ->> 'id', value ->> 'offer'
FROM jsonb_each(:rows);

DELETE FROM exit_link WHERE (target_id, sort_key) IN ( --- many
  SELECT l.target_id, x.sort_key --- many
  FROM jsonb_each(:rows) AS r --- many
  CROSS JOIN contract_link AS l ON l.contract_id = r.value ->> 'id' --- many
  CROSS JOIN exit_point AS x ON x.contract_id = l.contract_id --- many
); --- many

DELETE FROM contract_link WHERE contract_id IN (SELECT value ->> 'id' FROM jsonb_each(:rows));

INSERT OR IGNORE INTO contract_link (
  contract_id, role, target_id, signed_as, inferred, by_end_date, by_end_date_desc, by_start_date, by_start_date_desc, by_title
)
SELECT c.id, l.value ->> 'role', l.value ->> 'target', l.value ->> 'signedAs', l.value ->> 'inferred',
  c.by_end_date, c.by_end_date_desc, c.by_start_date, c.by_start_date_desc, c.by_title
FROM jsonb_each(:links) AS l
CROSS JOIN contract AS c ON c.id = l.value ->> 'id';

DELETE FROM contract_term WHERE contract_id IN (SELECT value ->> 'id' FROM jsonb_each(:rows));

INSERT INTO contract_term (contract_id, from_date, to_date, term, counted)
SELECT value ->> 'id', value ->> 'from', value ->> 'to', value ->> 'term', value ->> 'counted'
FROM jsonb_each(:terms);

DELETE FROM exit_point WHERE contract_id IN (SELECT value ->> 'id' FROM jsonb_each(:rows));

INSERT INTO exit_point (sort_key, contract_id, kind, from_date, to_date, facts)
SELECT value ->> 'sortKey', value ->> 'id', value ->> 'kind', value ->> 'from', value ->> 'to', value ->> 'facts'
FROM jsonb_each(:exit_points);

INSERT INTO exit_link (target_id, sort_key) --- many
SELECT l.target_id, x.sort_key --- many
FROM jsonb_each(:rows) AS r --- many
CROSS JOIN contract_link AS l ON l.contract_id = r.value ->> 'id' AND l.role <> 'FRAMEWORK' --- many
CROSS JOIN exit_point AS x ON x.contract_id = l.contract_id; --- many

DELETE FROM contract_leverage WHERE contract_id IN (SELECT value ->> 'id' FROM jsonb_each(:rows));

INSERT INTO contract_leverage (sort_key, contract_id, kind, from_date, to_date)
SELECT value ->> 'sortKey', value ->> 'id', value ->> 'kind', value ->> 'from', value ->> 'to'
FROM jsonb_each(:leverage);
