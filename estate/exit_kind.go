package estate

// ExitKind says why a date is an exit point (RULES 3).
type ExitKind string

// The kinds of ExitPoint, in the order in which the rows of one day are shown.
const (
	ExitAnniversary       ExitKind = "ANNIVERSARY"
	ExitBreak             ExitKind = "BREAK"
	ExitEnd               ExitKind = "END"
	ExitExtensionDecision ExitKind = "EXTENSION_DECISION"
	ExitFinalEnd          ExitKind = "FINAL_END"
	ExitNoticeDeadline    ExitKind = "NOTICE_DEADLINE"
	ExitOptionEnd         ExitKind = "OPTION_END"
)

// ExitKinds are all of them.
var ExitKinds = []ExitKind{
	ExitAnniversary, ExitBreak, ExitEnd, ExitExtensionDecision, ExitFinalEnd, ExitNoticeDeadline, ExitOptionEnd,
}
