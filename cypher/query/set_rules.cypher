// set_rules: notes the version of the rules that the derived data were made by.
// in   $rules int
MATCH (m:Meta {key: 'estate'})
SET m.ruleVersion = $rules
