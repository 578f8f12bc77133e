// partnerships_by_slug: partnerships by slug.
// in   $keys [string]
// out  key, id, facts
// plan seeks Partnership.slug by its unique index
UNWIND $keys AS key
MATCH (p:Partnership {slug: key})
RETURN key, p.id AS id, p.facts AS facts
