// counts: how many things of each kind there are.
// out  kind, total
// plan reads the store's own counts of each label
MATCH (n:Source) RETURN 'Source' AS kind, count(n) AS total
UNION ALL
MATCH (n:Borough) RETURN 'Borough' AS kind, count(n) AS total
UNION ALL
MATCH (n:Partnership) RETURN 'Partnership' AS kind, count(n) AS total
UNION ALL
MATCH (n:Service) RETURN 'Service' AS kind, count(n) AS total
UNION ALL
MATCH (n:Supplier) RETURN 'Supplier' AS kind, count(n) AS total
UNION ALL
MATCH (n:System) RETURN 'System' AS kind, count(n) AS total
UNION ALL
MATCH (n:Contract) RETURN 'Contract' AS kind, count(n) AS total
UNION ALL
MATCH (n:Deployment) RETURN 'Deployment' AS kind, count(n) AS total
UNION ALL
MATCH (n:Evidence) RETURN 'Evidence' AS kind, count(n) AS total
