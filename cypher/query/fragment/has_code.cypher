// has_code(@notice): one of the notice's CPV codes begins like one of those asked for.
// in   $cpv [string]
any(code IN @notice.cpv WHERE any(beginning IN $cpv WHERE code STARTS WITH beginning))
