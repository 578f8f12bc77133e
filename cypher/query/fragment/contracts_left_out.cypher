// contracts_left_out(@contract): the contracts counted, and those left out by reason. It follows a
// WITH of the contract and its reason, which is null for a contract that is not left out; the
// contracts come by id.
// in   $first int, the most ids for a reason
// out  contracts, withKnownEnd, leftOut [{reason, count, ids}] by reason
WITH reason, count(@contract) AS contracts, count(@contract.countedEnd) AS withKnownEnd, collect(@contract.id)[..$first] AS ids
ORDER BY reason
RETURN sum(contracts) AS contracts, sum(withKnownEnd) AS withKnownEnd,
  collect(CASE WHEN reason IS NOT NULL THEN {reason: reason, count: contracts, ids: ids} END) AS leftOut
