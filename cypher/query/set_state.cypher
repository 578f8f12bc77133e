// set_state: notes what the store says of itself.
// in   $schema int, $rules int
MERGE (m:Meta {key: 'estate'})
SET m.schemaVersion = $schema, m.ruleVersion = $rules
