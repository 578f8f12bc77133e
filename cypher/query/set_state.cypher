// set_state: records the versions of the schema and the rules.
// in   $schema int, $rules int
MERGE (m:Meta {key: 'estate'})
SET m.schemaVersion = $schema, m.ruleVersion = $rules
