package evidence

import (
	"fmt"
	"slices"
)

// AsKnown is the set as it stood when the release of January's census was out,
// at the end of June: a view in which figures first published later are not
// merely absent. To ask for one, by any year in which the series had not yet
// appeared, is a fault of the asker, and panics: a fit that looks ahead must
// not pass for one that found nothing.
func (s *Set) AsKnown(january int) *Set { return s.Known(KnownIn(january)) }

// Known is the set as it stood at the end of a month; see AsKnown.
func (s *Set) Known(by Month) *Set {
	known := &Set{LeftOut: s.LeftOut}
	if s.England != nil {
		known.England = s.England.Known(by)
	}
	for _, f := range s.Authorities {
		known.Authorities = append(known.Authorities, f.Known(by))
	}
	return known
}

// Known is the file as it stood at the end of a month: rows first published
// later are left out and may not be asked for, nor is their mending warned of;
// timeless profiles stay.
func (f *File) Known(by Month) *File {
	known := &File{Area: f.Area, Warnings: slices.Clone(f.Warnings), by: f.by}
	if f.by == (Month{}) || by.Compare(f.by) < 0 {
		known.by = by
	}
	for _, r := range f.Rows {
		if r.Published == (Month{}) || r.Published.Compare(by) <= 0 {
			known.Rows = append(known.Rows, r)
		} else if later, ok := r.mending(); ok {
			known.Warnings = slices.DeleteFunc(known.Warnings, func(w string) bool { return w == later })
		}
	}
	return known
}

// KnownBy is the month of the view that a file is; the zero Month for one that
// is whole.
func (f *File) KnownBy() Month { return f.by }

// mayRead panics if figures of a series and a year were not yet published. It
// is asked where none was found: a profile that is timeless, or dated by its
// source, is found.
func (f *File) mayRead(s Series, year int) {
	if f.by == (Month{}) {
		return
	}
	if at := Published(s, year); at.Compare(f.by) > 0 {
		panic(fmt.Sprintf("evidence: %s as known by %v: %s of %d are read, which appear in %v", f.Area.Name, f.by, s, year, at))
	}
}
