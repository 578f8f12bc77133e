-- contracts_named: how many contracts name one of some suppliers, systems or services, counted no further than a limit.
-- in   :targets JSON array of ids, a service area standing for those in it too; :limit
-- plan SEARCH contract_link by target; held by plan_test.go
SELECT count(*) AS contracts
FROM (
  SELECT l.contract_id
  FROM contract_link AS l
  WHERE l.target_id IN (
    SELECT value FROM json_each(:targets)
    UNION
    SELECT a.id FROM json_each(:targets) AS v CROSS JOIN service AS a ON a.area_id = v.value
  )
  LIMIT :limit
)
