-- remove_facts: deletes facts with all that is derived from them. No fact that stays refers to
-- them.
-- in   :ids JSON array
-- Derived rows that still refer to them are rewritten before the transaction ends, when foreign
-- keys are checked.
PRAGMA defer_foreign_keys = ON;
DELETE FROM search_word WHERE (word, by_key) IN (
  SELECT w.value, t.by_key
  FROM json_each(:ids) AS i
  CROSS JOIN search_text AS t ON t.noun_id = i.value
  CROSS JOIN json_each('["' || replace(substr(t.words, 2), ' ', '","') || '"]') AS w
);
DELETE FROM search_text WHERE noun_id IN (SELECT value FROM json_each(:ids));
DELETE FROM evidence WHERE id IN (SELECT value FROM json_each(:ids));
DELETE FROM notice_cpv WHERE notice_id IN (SELECT value FROM json_each(:ids));
DELETE FROM notice_link WHERE notice_id IN (SELECT value FROM json_each(:ids));
DELETE FROM notice WHERE id IN (SELECT value FROM json_each(:ids));
DELETE FROM deployment_status WHERE deployment_id IN (SELECT value FROM json_each(:ids));
DELETE FROM deployment_integration WHERE deployment_id IN (SELECT value FROM json_each(:ids));
DELETE FROM deployment_service WHERE deployment_id IN (SELECT value FROM json_each(:ids));
DELETE FROM deployment WHERE id IN (SELECT value FROM json_each(:ids));
DELETE FROM contract_offer WHERE contract_id IN (SELECT value FROM json_each(:ids));
DELETE FROM contract_leverage WHERE contract_id IN (SELECT value FROM json_each(:ids));
DELETE FROM exit_link WHERE (target_id, sort_key) IN (
  SELECT l.target_id, x.sort_key
  FROM json_each(:ids) AS i
  CROSS JOIN contract_link AS l ON l.contract_id = i.value
  CROSS JOIN exit_point AS x ON x.contract_id = l.contract_id
);
DELETE FROM exit_point WHERE contract_id IN (SELECT value FROM json_each(:ids));
DELETE FROM contract_term WHERE contract_id IN (SELECT value FROM json_each(:ids));
DELETE FROM contract_link WHERE contract_id IN (SELECT value FROM json_each(:ids));
DELETE FROM contract WHERE id IN (SELECT value FROM json_each(:ids));
DELETE FROM framework_link WHERE framework_id IN (SELECT value FROM json_each(:ids));
DELETE FROM framework WHERE id IN (SELECT value FROM json_each(:ids));
DELETE FROM system_maker WHERE system_id IN (SELECT value FROM json_each(:ids));
DELETE FROM system WHERE id IN (SELECT value FROM json_each(:ids));
DELETE FROM supplier_group WHERE supplier_id IN (SELECT value FROM json_each(:ids));
DELETE FROM supplier_name WHERE supplier_id IN (SELECT value FROM json_each(:ids));
DELETE FROM supplier_identifier WHERE supplier_id IN (SELECT value FROM json_each(:ids));
DELETE FROM supplier WHERE id IN (SELECT value FROM json_each(:ids));
DELETE FROM service WHERE id IN (SELECT value FROM json_each(:ids));
DELETE FROM partnership_member WHERE partnership_id IN (SELECT value FROM json_each(:ids));
DELETE FROM partnership WHERE id IN (SELECT value FROM json_each(:ids));
DELETE FROM borough WHERE id IN (SELECT value FROM json_each(:ids));
DELETE FROM fact WHERE id IN (SELECT value FROM json_each(:ids));
