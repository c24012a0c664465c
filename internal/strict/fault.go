package strict

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// Fault is one thing that is wrong with a file.
type Fault struct {
	File         string
	Line, Column int    // from 1; columns count characters; Line 0: no line of a file
	Key          string // "levers.resourced-provision.places"; "" for the file as a whole
	Says         string // what is wrong and what is allowed
	Source       string // the line as it stands in the file
}

// Error is file:line:column: key: what is wrong, then the line and a caret.
func (f Fault) Error() string {
	var b strings.Builder
	b.WriteString(f.File)
	if f.Line > 0 {
		fmt.Fprintf(&b, ":%d:%d", f.Line, f.Column)
	}
	b.WriteString(": ")
	if f.Key != "" {
		b.WriteString(f.Key + ": ")
	}
	b.WriteString(f.Says)
	if line, caret := excerpt(f.Source, f.Column); line != "" {
		fmt.Fprintf(&b, "\n    %s\n    %s", line, caret)
	}
	return b.String()
}

// excerpt is the part of a line about a column, and a caret under the column.
func excerpt(line string, column int) (shown, caret string) {
	const before, width = 60, 100 // characters
	runes := []rune(strings.TrimRight(line, " \t\r"))
	at := min(max(column-1, 0), len(runes))
	from := max(0, at-before)
	to := min(len(runes), from+width)
	if len(runes) == 0 {
		return "", ""
	}
	text := strings.Map(visible, string(runes[from:to]))
	lead := strings.Repeat(" ", at-from)
	if from > 0 {
		text, lead = "..."+text, "   "+lead
	}
	if to < len(runes) {
		text += "..."
	}
	return text, lead + "^"
}

// visible makes every character of a line take one place.
func visible(r rune) rune {
	switch {
	case r == '\t':
		return ' '
	case r < ' ' || r == utf8.RuneError || r == 0x7f:
		return '?'
	default:
		return r
	}
}

// Faults is all that is wrong with files, sorted by place in each.
type Faults []Fault

// maxFaults is how many faults of one file are said: a file with more is
// another file.
const maxFaults = 100

// Error is every fault on lines of its own.
func (f Faults) Error() string {
	var says []string
	of := map[string]int{}
	for _, one := range f {
		if of[one.File]++; of[one.File] <= maxFaults {
			says = append(says, one.Error())
		}
	}
	for _, one := range f {
		if n := of[one.File] - maxFaults; n > 0 {
			says = append(says, fmt.Sprintf("%s: and %d faults more", one.File, n))
			of[one.File] = 0
		}
	}
	return strings.Join(says, "\n")
}

// sorted is the faults by place, each once; at one place, in the order in
// which they were found.
func (f Faults) sorted() Faults {
	var all Faults
	said := map[Fault]bool{}
	for _, one := range f {
		if !said[one] {
			said[one] = true
			all = append(all, one)
		}
	}
	slices.SortStableFunc(all, func(a, b Fault) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	return all
}
