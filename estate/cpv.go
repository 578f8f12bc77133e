package estate

import "strings"

// cpvDigits is the length of a code of the Common Procurement Vocabulary, without its check digit.
const cpvDigits = 8

// CPVPrefix returns the digits with which all codes below a CPV code begin: the code without its
// trailing zeros, but at least the two digits of the division. So 48000000 stands for all software,
// and 30000000 for all of division 30. A shorter code is returned as it is, and a check digit is
// ignored. ok is false if the text is not a code.
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
