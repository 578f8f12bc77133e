// counts: the number of nouns of each kind.
// out  kind, total
// plan reads the database's own count of each label, less the hidden nodes, which exist only while
//      a large import runs
MATCH (n:Source) WITH count(n) AS held RETURN 'Source' AS kind, held - COUNT { MATCH (h:Hidden) USING SCAN h:Hidden WHERE h:Source } AS total
UNION ALL
MATCH (n:Borough) WITH count(n) AS held RETURN 'Borough' AS kind, held - COUNT { MATCH (h:Hidden) USING SCAN h:Hidden WHERE h:Borough } AS total
UNION ALL
MATCH (n:Partnership) WITH count(n) AS held RETURN 'Partnership' AS kind, held - COUNT { MATCH (h:Hidden) USING SCAN h:Hidden WHERE h:Partnership } AS total
UNION ALL
MATCH (n:Service) WITH count(n) AS held RETURN 'Service' AS kind, held - COUNT { MATCH (h:Hidden) USING SCAN h:Hidden WHERE h:Service } AS total
UNION ALL
MATCH (n:Supplier) WITH count(n) AS held RETURN 'Supplier' AS kind, held - COUNT { MATCH (h:Hidden) USING SCAN h:Hidden WHERE h:Supplier } AS total
UNION ALL
MATCH (n:System) WITH count(n) AS held RETURN 'System' AS kind, held - COUNT { MATCH (h:Hidden) USING SCAN h:Hidden WHERE h:System } AS total
UNION ALL
MATCH (n:Framework) WITH count(n) AS held RETURN 'Framework' AS kind, held - COUNT { MATCH (h:Hidden) USING SCAN h:Hidden WHERE h:Framework } AS total
UNION ALL
MATCH (n:Contract) WITH count(n) AS held RETURN 'Contract' AS kind, held - COUNT { MATCH (h:Hidden) USING SCAN h:Hidden WHERE h:Contract } AS total
UNION ALL
MATCH (n:Notice) WITH count(n) AS held RETURN 'Notice' AS kind, held - COUNT { MATCH (h:Hidden) USING SCAN h:Hidden WHERE h:Notice } AS total
UNION ALL
MATCH (n:Deployment) WITH count(n) AS held RETURN 'Deployment' AS kind, held - COUNT { MATCH (h:Hidden) USING SCAN h:Hidden WHERE h:Deployment } AS total
UNION ALL
MATCH (n:Evidence) WITH count(n) AS held RETURN 'Evidence' AS kind, held - COUNT { MATCH (h:Hidden) USING SCAN h:Hidden WHERE h:Evidence } AS total
UNION ALL
MATCH (n:Decision) WITH count(n) AS held RETURN 'Decision' AS kind, held - COUNT { MATCH (h:Hidden) USING SCAN h:Hidden WHERE h:Decision } AS total
UNION ALL
MATCH (n:Release) WITH count(n) AS held RETURN 'Release' AS kind, held - COUNT { MATCH (h:Hidden) USING SCAN h:Hidden WHERE h:Release } AS total
