-- sole_vendor(@contracts): the vendor that each contract's value belongs to (RULES 5). At GROUP
-- that is the group of the sellers or, if no seller is known, of the makers. A contract with
-- several vendors has no row.
-- in   @contracts(contract_id), each once; :as_of; :level LEGAL_ENTITY, MAKER or GROUP
owner AS (
  SELECT p.contract_id, l.target_id AS member_id
  FROM @contracts AS p
  CROSS JOIN contract_link AS l ON l.contract_id = p.contract_id AND l.role = 'SUPPLIER'
  WHERE :level IN ('LEGAL_ENTITY', 'GROUP')
  UNION ALL
  SELECT p.contract_id, m.supplier_id
  FROM @contracts AS p
  CROSS JOIN contract_link AS l ON l.contract_id = p.contract_id AND l.role = 'SYSTEM'
  CROSS JOIN system_maker AS m ON m.system_id = l.target_id AND m.from_date <= :as_of AND m.to_date >= :as_of
  WHERE :level = 'MAKER' OR :level = 'GROUP' AND NOT EXISTS (
    SELECT 1 FROM contract_link AS s WHERE s.contract_id = p.contract_id AND s.role = 'SUPPLIER'
  )
),
sole_vendor AS MATERIALIZED (
  SELECT o.contract_id, min(coalesce(g.head_id, o.member_id)) AS vendor_id
  FROM owner AS o
  LEFT JOIN supplier_group AS g
    ON :level = 'GROUP' AND g.supplier_id = o.member_id AND g.from_date <= :as_of AND g.to_date >= :as_of
  GROUP BY o.contract_id
  HAVING count(DISTINCT coalesce(g.head_id, o.member_id)) = 1
),
