// owners(@contract): the vendors that a contract's value belongs to (RULES 5), a list of nodes. At
// GROUP these are the groups of the sellers or, if no seller is known, of the makers. The value is
// allocated if there is one.
// in   $asOf date; $sellers, $makers, $grouped boolean, by the level
COLLECT {
  CALL (@contract) {
    MATCH (@contract)-[:WITH]->(owner:Supplier)
    WHERE $sellers
    RETURN owner
    UNION
    MATCH (@contract)-[:COVERS]->(:System)<-[made:MAKES]-(owner:Supplier)
    WHERE $makers AND made.from <= $asOf AND $asOf <= made.to
      AND NOT ($sellers AND EXISTS { (@contract)-[:WITH]->(:Supplier) })
    RETURN owner
  }
  MATCH (owner)-[up:UNDER_HEAD]->(top:Supplier)
  WHERE up.from <= $asOf AND $asOf <= up.to
  RETURN DISTINCT CASE WHEN $grouped THEN top ELSE owner END
}
