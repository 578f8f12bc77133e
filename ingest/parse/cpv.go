package parse

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

var codeMark = regexp.MustCompile(`[,;/|\s]+`)

// Words returns the codes and words of a cell.
func Words(cell string) []string { return codeMark.Split(Clean(cell), -1) }

// CPV returns the CPV codes in a cell, without their check digits, each once. It ignores the names
// beside them. left are the numbers that are not codes.
func CPV(cell string) (codes, left []string) {
	for _, word := range Words(cell) {
		digits, check, _ := strings.Cut(strings.Trim(word, ".:()"), "-")
		if _, err := strconv.Atoi(digits); err != nil {
			continue
		}
		if _, err := strconv.Atoi(check); len(digits) != 8 || len(check) > 1 && err == nil {
			left = append(left, word)
			continue
		}
		if !slices.Contains(codes, digits) {
			codes = append(codes, digits)
		}
	}
	return codes, left
}
