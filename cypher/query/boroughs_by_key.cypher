// boroughs_by_key: the boroughs that each key stands for, by GSS code. A key is the GSS code, slug
// or id of a borough, or the slug or id of a partnership, which stands for its members. A
// partnership without members gives one row without an id.
// in   $keys [string]
// out  key, id
// plan seeks Borough.gssCode, .slug, .id and Partnership.slug, .id by their unique indexes
UNWIND $keys AS key
CALL (key) {
  MATCH (b:Borough {gssCode: key}) RETURN b
  UNION
  MATCH (b:Borough {slug: key}) RETURN b
  UNION
  MATCH (b:Borough {id: key}) RETURN b
  UNION
  MATCH (p:Partnership {slug: key}) OPTIONAL MATCH (b:Borough)-[:MEMBER_OF]->(p) RETURN b
  UNION
  MATCH (p:Partnership {id: key}) OPTIONAL MATCH (b:Borough)-[:MEMBER_OF]->(p) RETURN b
}
RETURN key, b.id AS id
ORDER BY key, b.gssCode
