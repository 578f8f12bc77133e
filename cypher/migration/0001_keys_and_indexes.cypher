// 0001_keys_and_indexes: unique keys, and indexes for the orders and the filters of lists.
// The indexes of ids are in 0002_batches. Each statement may be run again, even after
// the migrations that follow.

CREATE CONSTRAINT meta_key IF NOT EXISTS FOR (n:Meta) REQUIRE n.key IS UNIQUE;

CREATE CONSTRAINT borough_gss_code IF NOT EXISTS FOR (n:Borough) REQUIRE n.gssCode IS UNIQUE;
CREATE CONSTRAINT borough_slug IF NOT EXISTS FOR (n:Borough) REQUIRE n.slug IS UNIQUE;
CREATE CONSTRAINT partnership_slug IF NOT EXISTS FOR (n:Partnership) REQUIRE n.slug IS UNIQUE;
CREATE CONSTRAINT identifier_key IF NOT EXISTS FOR (n:Identifier) REQUIRE n.key IS UNIQUE;

CREATE INDEX borough_by_name IF NOT EXISTS FOR (n:Borough) ON (n.byName);
CREATE INDEX partnership_by_name IF NOT EXISTS FOR (n:Partnership) ON (n.byName);
CREATE INDEX service_by_area IF NOT EXISTS FOR (n:Service) ON (n.byArea);
CREATE INDEX supplier_by_name IF NOT EXISTS FOR (n:Supplier) ON (n.byName);
CREATE INDEX system_by_name IF NOT EXISTS FOR (n:System) ON (n.byName);
CREATE INDEX contract_by_end_date IF NOT EXISTS FOR (n:Contract) ON (n.byEndDate);
CREATE INDEX contract_by_end_date_desc IF NOT EXISTS FOR (n:Contract) ON (n.byEndDateDesc);
CREATE INDEX contract_by_start_date IF NOT EXISTS FOR (n:Contract) ON (n.byStartDate);
CREATE INDEX contract_by_start_date_desc IF NOT EXISTS FOR (n:Contract) ON (n.byStartDateDesc);
CREATE INDEX contract_by_title IF NOT EXISTS FOR (n:Contract) ON (n.byTitle);
CREATE INDEX contract_ocid IF NOT EXISTS FOR (n:Contract) ON (n.ocid);
CREATE INDEX contract_counted_end IF NOT EXISTS FOR (n:Contract) ON (n.countedEnd);
CREATE INDEX deployment_by_system IF NOT EXISTS FOR (n:Deployment) ON (n.bySystem);
CREATE INDEX evidence_subject IF NOT EXISTS FOR (n:Evidence) ON (n.subject);
