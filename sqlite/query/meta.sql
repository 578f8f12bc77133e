-- meta: the versions of the schema and the rules that the store was written with.
SELECT schema_version, rule_version
FROM meta;
