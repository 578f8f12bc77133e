-- put_meta: records the versions of the schema and the rules that the store is written with.
-- in   :schema_version, :rule_version
INSERT OR REPLACE INTO meta (one, schema_version, rule_version)
VALUES (1, :schema_version, :rule_version);
