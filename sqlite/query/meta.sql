-- meta: the schema and the rules that the store was written under.
SELECT schema_version, rule_version
FROM meta;
