// 0002_batches: all writes are batches, and a batch that is too large for one transaction is hidden
// until it is complete. Two such batches may hold the same noun before either is visible. So an id
// is unique among visible nouns only, and Apply checks it, one write at a time. Each statement may
// be run again.

DROP CONSTRAINT source_id IF EXISTS;
DROP CONSTRAINT borough_id IF EXISTS;
DROP CONSTRAINT partnership_id IF EXISTS;
DROP CONSTRAINT service_id IF EXISTS;
DROP CONSTRAINT supplier_id IF EXISTS;
DROP CONSTRAINT system_id IF EXISTS;
DROP CONSTRAINT contract_id IF EXISTS;
DROP CONSTRAINT deployment_id IF EXISTS;
DROP CONSTRAINT evidence_id IF EXISTS;
DROP CONSTRAINT exit_point_by_date IF EXISTS;

CREATE INDEX source_by_id IF NOT EXISTS FOR (n:Source) ON (n.id);
CREATE INDEX borough_by_id IF NOT EXISTS FOR (n:Borough) ON (n.id);
CREATE INDEX partnership_by_id IF NOT EXISTS FOR (n:Partnership) ON (n.id);
CREATE INDEX service_by_id IF NOT EXISTS FOR (n:Service) ON (n.id);
CREATE INDEX supplier_by_id IF NOT EXISTS FOR (n:Supplier) ON (n.id);
CREATE INDEX system_by_id IF NOT EXISTS FOR (n:System) ON (n.id);
CREATE INDEX contract_by_id IF NOT EXISTS FOR (n:Contract) ON (n.id);
CREATE INDEX deployment_by_id IF NOT EXISTS FOR (n:Deployment) ON (n.id);
CREATE INDEX evidence_by_id IF NOT EXISTS FOR (n:Evidence) ON (n.id);
CREATE INDEX exit_point_by_date IF NOT EXISTS FOR (n:ExitPoint) ON (n.byDate);

CREATE CONSTRAINT batch_id IF NOT EXISTS FOR (n:Batch) REQUIRE n.id IS UNIQUE;
CREATE INDEX batch_by_applied IF NOT EXISTS FOR (n:Batch) ON (n.byApplied);
CREATE CONSTRAINT open_batch_id IF NOT EXISTS FOR (n:OpenBatch) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT unswept_id IF NOT EXISTS FOR (n:Unswept) REQUIRE n.id IS UNIQUE;
CREATE INDEX change_by_batch IF NOT EXISTS FOR (n:Change) ON (n.byBatch);
CREATE INDEX batch_number IF NOT EXISTS FOR (n:Batch) ON (n.number);
