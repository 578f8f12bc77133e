-- 0004_integrations: which systems a deployment's system is linked with, in its borough.

CREATE TABLE deployment_integration (
  deployment_id TEXT NOT NULL REFERENCES fact,
  system_id     TEXT NOT NULL REFERENCES fact,
  what          TEXT, -- as stated
  inferred      INTEGER NOT NULL,
  PRIMARY KEY (deployment_id, system_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX deployment_integration_by_system ON deployment_integration (system_id);
