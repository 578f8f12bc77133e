// counts: how many things of each kind there are.
// out  kind, total
// plan reads the database's own count of each label
MATCH (n:Source) WITH count(n) AS total RETURN 'Source' AS kind, total
UNION ALL
MATCH (n:Borough) WITH count(n) AS total RETURN 'Borough' AS kind, total
UNION ALL
MATCH (n:Partnership) WITH count(n) AS total RETURN 'Partnership' AS kind, total
UNION ALL
MATCH (n:Service) WITH count(n) AS total RETURN 'Service' AS kind, total
UNION ALL
MATCH (n:Supplier) WITH count(n) AS total RETURN 'Supplier' AS kind, total
UNION ALL
MATCH (n:System) WITH count(n) AS total RETURN 'System' AS kind, total
UNION ALL
MATCH (n:Framework) WITH count(n) AS total RETURN 'Framework' AS kind, total
UNION ALL
MATCH (n:Contract) WITH count(n) AS total RETURN 'Contract' AS kind, total
UNION ALL
MATCH (n:Notice) WITH count(n) AS total RETURN 'Notice' AS kind, total
UNION ALL
MATCH (n:Deployment) WITH count(n) AS total RETURN 'Deployment' AS kind, total
UNION ALL
MATCH (n:Evidence) WITH count(n) AS total RETURN 'Evidence' AS kind, total
