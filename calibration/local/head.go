package local

import (
	"fmt"
	"slices"
	"strings"

	"sendsim/calibration"
	"sendsim/internal/strict"
)

// Head is what a council's file says of all its figures: from which census a
// run with them starts, and which of those that stand as they were written out
// the council has checked, so that they are its own.
type Head struct {
	January   int  // census of the start
	Published int  // that of the calibrations
	Faulty    bool // the file's census is wrong: no date can be held against it

	checked []strict.Value
	names   []string // of checked
	figures []string // of the file, the council's and those that stand as they were written out
	aged    []string // those of the latter that go with what the file no longer has
}

// ReadHead reads the head of a file for an authority whose calibrations start
// from the January census given.
func ReadHead(doc strict.Value, published int) *Head {
	h := &Head{January: published, Published: published}
	before, january := doc.Faulty(), published
	caseload := doc.Key("caseload")
	if caseload.Here() {
		census := caseload.Need("census")
		census.Census(&january)
		if last := published + calibration.MostAhead; january < published || january > last {
			census.Fault("%s is out of range; allowed: %s, the published census, to %s", strict.FormatCensus(january), strict.FormatCensus(published), strict.FormatCensus(last))
		}
	}
	if h.Faulty = doc.Faulty() > before; !h.Faulty {
		h.January = january
	}
	if checked := doc.Key("checked"); checked.Here() {
		for _, item := range checked.Items() {
			name := ""
			if item.Text(&name); name != "" {
				h.checked, h.names = append(h.checked, item), append(h.names, name)
			}
		}
	}
	return h
}

// Later tells whether the census is later than the published one.
func (h *Head) Later() bool { return h.January > h.Published }

// Counts tells whether a figure that stands as it was written out is the
// council's own all the same: whether it, or all of its kind, is checked. aged
// says that it goes with another census, other children or other prices than
// the file now has.
func (h *Head) Counts(key string, aged bool) bool {
	if slices.ContainsFunc(h.names, func(name string) bool { return holds(name, key) }) {
		return true
	}
	h.figures = append(h.figures, key)
	if aged {
		h.aged = append(h.aged, key)
	}
	return false
}

// holds tells whether a key is the one named, or stands below it.
func holds(name, key string) bool { return key == name || strings.HasPrefix(key, name+".") }

// Check reports what is checked and is no figure of the file, whose own figures
// are those given.
func (h *Head) Check(own []Figure) {
	for _, f := range own {
		h.figures = append(h.figures, f.Key)
	}
	for i, name := range h.names {
		if !slices.ContainsFunc(h.figures, func(key string) bool { return holds(name, key) }) {
			h.checked[i].Fault("%q names no figure of the file that could be checked%s; allowed: %s", name, strict.Meant(name, h.figures), strings.Join(h.kinds(h.figures), ", "))
		}
	}
}

// Aside says which figures stand as they were written out for what the file no
// longer has.
func (h *Head) Aside() (remarks []string) {
	if len(h.aged) == 0 {
		return nil
	}
	return []string{fmt.Sprintf("these stand as they were written out, for another census, other children or other prices than the file has, and are not taken for the council's: %s. The run goes on as if they were not there; what holds all the same is taken where the file says that it was checked, as checked: [%s]", strings.Join(h.kinds(h.aged), ", "), h.aged[0])}
}

// kinds are keys, those of a kind by its name where all of it that the file has
// are among them, and by their number where many are.
func (h *Head) kinds(keys []string) (names []string) {
	const many = 3
	for _, key := range keys {
		kind, _, _ := strings.Cut(key, ".")
		of := func(all []string) (n int) {
			for _, one := range all {
				if holds(kind, one) {
					n++
				}
			}
			return n
		}
		switch n := of(keys); {
		case n == of(h.figures):
			key = kind
		case n > many:
			key = fmt.Sprintf("the %d other %s", n, kind)
		}
		if !slices.Contains(names, key) {
			names = append(names, key)
		}
	}
	return names
}
