// set_rules: records the version of the rules that the derived data follow.
// in   $rules int
MATCH (m:Meta {key: 'estate'})
SET m.ruleVersion = $rules
