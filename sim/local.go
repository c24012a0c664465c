package sim

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math"
	"slices"
	"strings"

	"sendsim/calibration"
	"sendsim/calibration/local"
	"sendsim/internal/strict"
	"sendsim/sim/finance"
	"sendsim/sim/levers"
)

// Local is a council's own figures, read and held against the published ones.
type Local struct {
	Authority string // its key
	January   int    // census from which a run with it starts
	Figures   []local.Figure
	From      fs.FS    // where it was read from
	Files     []string // that were read there, the council's file first
	Warnings  []string

	children *calibration.Authority // with the council's figures
	money    *finance.Own           // nil: none
}

// localForm is the form of a council's file. A file of a later one is refused.
const localForm = 1

// mostAmiss is by what part requests may miss those of the council before it is
// said. [JUDGEMENT]
const mostAmiss = 0.01

// ReadLocal reads a council's own figures, with every fault at once. The error
// is that of the disk, or strict.Faults; beside faults stands what is known all
// the same, the authority and the census, for finding those of a scenario.
func ReadLocal(fsys fs.FS, file string, w *World) (*Local, error) {
	doc, err := strict.Open(fsys, file)
	if err != nil {
		return nil, err
	}
	if !doc.Here() {
		return nil, doc.Err()
	}
	l := &Local{From: fsys, Files: []string{file}}
	form, name, from := localForm, "", ""
	readForm(doc.Value, &form)
	doc.Need("authority").Text(&name)
	a, err := w.Library.Authority(name)
	if err != nil {
		if name != "" {
			doc.Key("authority").Fault("%s", err)
		}
		doc.Each(func(string, strict.Value, strict.Value) {}) // what the rest holds, only the authority says
		return nil, doc.Err()
	}
	doc.Key("filled-from").Text(&from)
	head := local.ReadHead(doc.Value, a.Structure.January)
	of := local.Read(doc.Value, head, fsys, file, a)
	base := w.Nation.Base(w.Nation.Structure(a.Area.Code))
	money, figures, remarks := finance.ReadOwn(doc.Value, head, &base)
	l.Authority, l.January, l.children, l.money = a.Area.Key, head.January, a, money
	l.Figures, l.Files = append(of.Figures, figures...), append(l.Files, of.Files...)
	if doc.Faulty() == 0 && len(of.Faults) == 0 { // else a figure may be none because it cannot be read
		head.Check(l.Figures)
	}
	elsewhere := from != "" && from != filledFrom(w, a)
	if err := faultsOf(doc.Err(), of.Faults); err != nil {
		if elsewhere {
			doc.Key("filled-from").Fault("the file was filled in from other published figures than these, which may be why; allowed: --calibrations with the folder that it was written from, or a file that sendsim local writes anew")
		}
		return l, faultsOf(doc.Err(), of.Faults)
	}
	if len(l.Figures) > 0 {
		of.Own.Money = money.Rows(head.January)
		l.children = a.Lay(&of.Own, w.Library.England.Evidence)
		if err := l.children.Livable(); err != nil {
			return nil, fmt.Errorf("%s: a run cannot start from these figures: %w", file, err)
		}
	}
	if asked := l.children.Asked(); math.Abs(asked-1) >= mostAmiss {
		remarks = append(remarks, fmt.Sprintf("the council's requests of %d are too many or too few for its new plans, whatever share of requests is agreed: a run makes %.2f for each of them", head.January-1, asked))
	}
	if elsewhere {
		of.Remarks = append(of.Remarks, "the file of the council's figures was filled in from other published figures than these: what was left as it stood may be taken for the council's; write it anew with sendsim local, and carry yours over")
	}
	l.tell(a.Area.Name, slices.Concat(of.Remarks, remarks, head.Aside()))
	return l, nil
}

// IsLocal tells whether a file is that of a council's own figures rather than of
// a scenario: it says its form, or from what it was filled in, or looks so.
func IsLocal(fsys fs.FS, file string) bool {
	doc, err := strict.Open(fsys, file)
	return err == nil && doc.Here() && doc.IsMapping() && (doc.Has("form", "filled-from") || looksLocal(doc.Value))
}

// looksLocal tells whether a file has figures of a council, and nothing that
// scenarios alone have.
func looksLocal(doc strict.Value) bool {
	return doc.Has("caseload", "new-plans", "requests", "waiting", "population", "places", "unit-costs", "lines", "balance", "blocks", "reserves") &&
		!doc.Has("name", "start", "years", "draws", "seed", "regime", "threshold", "levers", "local", "with-rates-of")
}

// readForm reads the form of a file.
func readForm(doc strict.Value, form *int) {
	v := doc.Key("form")
	switch v.Int(form, 1, math.MaxInt32); {
	case !v.Here() && looksLocal(doc):
		v.Fault("is missing; allowed: %d (this looks like a council's own figures, of which sendsim local writes it as the first line)", localForm)
	case !v.Here():
		v.Fault("is missing; allowed: %d", localForm)
	case *form > localForm:
		v.Fault("%d is of a later version of sendsim; this one reads %d", *form, localForm)
	}
}

// faultsOf is the faults of a file and of its tables.
func faultsOf(err error, tables strict.Faults) error {
	var faults strict.Faults
	if err != nil && !errors.As(err, &faults) {
		return err
	}
	if faults = append(faults, tables...); len(faults) > 0 {
		return faults
	}
	return nil
}

// tell makes warnings of what a reader must know of the figures.
func (l *Local) tell(name string, remarks []string) {
	for _, text := range remarks {
		l.Warnings = append(l.Warnings, name+": "+text)
	}
	for _, f := range l.Figures {
		if text := f.Warning(); text != "" {
			l.Warnings = append(l.Warnings, name+": "+text)
		}
	}
}

// beyond says which blocks of the council's are of years after the last financial
// year of a run, and so none of it.
func (l *Local) beyond(last int) (warnings []string) {
	if l.money == nil {
		return nil
	}
	var years []string
	for _, year := range slices.Sorted(maps.Keys(l.money.Blocks)) {
		if year > last {
			years = append(years, finance.FinancialYear(year))
		}
	}
	if len(years) == 0 {
		return nil
	}
	return []string{fmt.Sprintf("%s: the council's high needs blocks of %s are after the last year of the run, %s, and change nothing of it", l.children.Area.Name, strings.Join(years, ", "), finance.FinancialYear(last))}
}

// Reserves are the council's usable reserves; nil where it gave none.
func (l *Local) Reserves() *finance.Pounds {
	if l == nil || l.money == nil {
		return nil
	}
	return l.money.Reserves
}

// Given is what the model was told beside what is published of an authority.
func (m *Model) Given(a *calibration.Authority) (g finance.Given) {
	if m.Local != nil && m.Local.Authority == a.Area.Key {
		g.Own = m.Local.money
	}
	for _, l := range m.Scenario.Levers {
		if _, ok := l.(*levers.SafetyValve); ok {
			g.Payments = true
		}
	}
	return g
}

// With is the world in which one council's own figures stand in the place of
// the published ones.
func (w *World) With(l *Local) *World {
	with := *w
	with.Library, with.Local = w.Library.With(l.children), l
	return &with
}
