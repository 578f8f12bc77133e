package parse

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

var codeMark = regexp.MustCompile(`[,;/|\s]+`)

// Words are the codes and words of a cell.
func Words(cell string) []string { return codeMark.Split(Clean(cell), -1) }

// CPV reads the CPV codes of a cell, without their check digits, each once; names beside
// them are passed over. left are the numbers that are no code.
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
