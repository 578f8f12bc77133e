-- derive_deployments: writes the rows derived from deployments.
-- in   :rows JSON array of {id, borough, system, earliest, newest, bySystem, unknownFields};
--      :services of {id, service}; :statuses of {id, from, to, status}; :integrations of {id,
--      system, what, inferred}
INSERT OR REPLACE INTO deployment (id, borough_id, system_id, earliest_reading, newest_reading, by_system, unknown_fields)
SELECT value ->> 'id', value ->> 'borough', value ->> 'system', value ->> 'earliest', value ->> 'newest', value ->> 'bySystem',
  value ->> 'unknownFields'
FROM jsonb_each(:rows);

DELETE FROM deployment_service WHERE deployment_id IN (SELECT value ->> 'id' FROM jsonb_each(:rows));

INSERT OR IGNORE INTO deployment_service (deployment_id, service_id)
SELECT value ->> 'id', value ->> 'service'
FROM jsonb_each(:services);

DELETE FROM deployment_integration WHERE deployment_id IN (SELECT value ->> 'id' FROM jsonb_each(:rows));

INSERT INTO deployment_integration (deployment_id, system_id, what, inferred)
SELECT value ->> 'id', value ->> 'system', value ->> 'what', value ->> 'inferred'
FROM jsonb_each(:integrations);

DELETE FROM deployment_status WHERE deployment_id IN (SELECT value ->> 'id' FROM jsonb_each(:rows));

INSERT INTO deployment_status (deployment_id, from_date, to_date, status)
SELECT value ->> 'id', value ->> 'from', value ->> 'to', value ->> 'status'
FROM jsonb_each(:statuses);
