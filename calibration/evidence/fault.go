package evidence

import (
	"errors"
	"fmt"

	"sendsim/internal/strict"
)

// list collects what is wrong with an input; the zero list is ready for use.
type list struct {
	faults strict.Faults
	tables []*strict.Table
}

// add reports what is wrong with a file as a whole, or with none of them.
func (l *list) add(file, format string, a ...any) {
	l.faults = append(l.faults, strict.Fault{File: file, Says: fmt.Sprintf(format, a...)})
}

// at reports what is wrong at a place of a file, and the line that stands
// there.
func (l *list) at(file string, line, column int, source, format string, a ...any) {
	l.faults = append(l.faults, strict.Fault{File: file, Line: line, Column: column, Source: source, Says: fmt.Sprintf(format, a...)})
}

// from takes over the faults of an error, or the error as a fault of a file.
func (l *list) from(file string, err error) {
	var faults strict.Faults
	if errors.As(err, &faults) {
		l.faults = append(l.faults, faults...)
	} else {
		l.add(file, "%v", err)
	}
}

// all is every fault, those of tables too.
func (l *list) all() strict.Faults {
	all := l.faults
	for _, t := range l.tables {
		all = append(all, t.Faults()...)
	}
	return all
}

// err is the faults as an error, or nil.
func (l *list) err() error {
	if all := l.all(); len(all) > 0 {
		return all
	}
	return nil
}
