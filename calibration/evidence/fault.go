package evidence

import (
	"errors"
	"fmt"
	"strings"
)

// Fault is one thing wrong with an input.
type Fault struct {
	File string
	Line int    // 0 where the fault is the whole file's
	What string // what is wrong, and what is allowed
}

// String is, for example, `caseload.csv:12: ehcplans: "many" is not a count: ...`.
func (f Fault) String() string {
	if f.Line == 0 {
		return f.File + ": " + f.What
	}
	return fmt.Sprintf("%s:%d: %s", f.File, f.Line, f.What)
}

// Faults is every fault of an input at once.
type Faults []Fault

// shownFaults is how many faults of one file are printed in full.
const shownFaults = 20

// Error lists the faults, one a line; of a file with very many the first.
func (fs Faults) Error() string {
	var b strings.Builder
	inFile := map[string]int{}
	for _, f := range fs {
		inFile[f.File]++
		if n := inFile[f.File]; n <= shownFaults {
			b.WriteString(f.String() + "\n")
		}
	}
	for _, f := range fs {
		if n := inFile[f.File]; n > shownFaults {
			fmt.Fprintf(&b, "%s: and %d faults more\n", f.File, n-shownFaults)
			inFile[f.File] = 0
		}
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// list collects faults; the zero list is ready for use.
type list struct{ faults Faults }

func (l *list) add(file string, line int, format string, a ...any) {
	l.faults = append(l.faults, Fault{file, line, fmt.Sprintf(format, a...)})
}

// from takes over the faults of an error, or the error as a fault of a file.
func (l *list) from(file string, err error) {
	var faults Faults
	if errors.As(err, &faults) {
		l.faults = append(l.faults, faults...)
	} else {
		l.add(file, 0, "%v", err)
	}
}

// err is the faults as an error, or nil.
func (l *list) err() error {
	if len(l.faults) == 0 {
		return nil
	}
	return l.faults
}
