// Package shell writes words of a command as a shell reads them back.
package shell

import (
	"regexp"
	"strings"
)

var plain = regexp.MustCompile(`^[\w@%+=:,./-]+$`)

// Word is a word as it can be typed: in quotes where a shell would split it, or
// read something into it.
func Word(word string) string {
	if plain.MatchString(word) {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}
