// notice_filters(@notice): what a NoticeFilter asks of a notice.
// in   $boroughs, $services, $stages, $cpv [string] each with the mark of the same name;
//      $deadlineFrom, $deadlineTo date with deadline or deadlineOrUnknown; $publishedFrom,
//      $publishedTo likewise
//+ boroughs AND EXISTS { (@notice)<-[:PARTY_TO]-(b:Borough) WHERE b.id IN $boroughs }
//+ services AND EXISTS { @within_services((@notice)-[:FOR]->(:Service)) }
//+ stages AND @notice.stage IN $stages
//+ cpv AND @has_code(@notice)
//+ deadline AND @notice.deadline >= $deadlineFrom AND @notice.deadline <= $deadlineTo
//+ deadlineOrUnknown AND (@notice.deadline IS NULL OR @notice.deadline >= $deadlineFrom AND @notice.deadline <= $deadlineTo)
//+ published AND @notice.publishedDay >= $publishedFrom AND @notice.publishedDay <= $publishedTo
//+ publishedOrUnknown AND (@notice.publishedDay IS NULL OR @notice.publishedDay >= $publishedFrom AND @notice.publishedDay <= $publishedTo)
