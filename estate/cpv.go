package estate

import "strings"

// cpvDigits is how long a code of the Common Procurement Vocabulary is, without its check digit.
const cpvDigits = 8

// CPVPrefix is what the codes below one begin with: its digits without the zeros at its end, at
// least the two of a division, so that 48000000 is all software and 30000000 all of division 30. A
// shorter code is taken as it stands, and a check digit is passed over. False where it is no code.
func CPVPrefix(code string) (branch string, ok bool) {
	digits, check, checked := strings.Cut(code, "-")
	if len(digits) < 2 || len(digits) > cpvDigits || strings.Trim(digits, "0123456789") != "" ||
		checked && (len(digits) != cpvDigits || len(check) != 1 || strings.Trim(check, "0123456789") != "") {
		return "", false
	}
	if len(digits) < cpvDigits {
		return digits, true
	}
	return digits[:2] + strings.TrimRight(digits[2:], "0"), true
}
