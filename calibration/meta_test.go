package calibration

import (
	"reflect"
	"slices"
	"testing"

	"sendsim/calibration/evidence"
)

// of is a file with the rows of some series alone.
func of(f *evidence.File, keep func(evidence.Series) bool) *evidence.File {
	part := &evidence.File{Area: f.Area, Warnings: f.Warnings}
	for _, r := range f.Rows {
		if keep(r.Series) {
			part.Rows = append(part.Rows, r)
		}
	}
	return part
}

// The series that a calibration file names are those that inform it: without
// all others every fit is the same, to the last bit. Authorities of every kind
// are fitted, and one in thirty beside them.
func TestNoOtherSeriesInformsACalibration(t *testing.T) {
	set := some(published(t), 30, ten...)
	l, err := Calibrate(set, fitted(t).January())
	if err != nil {
		t.Fatal(err)
	}
	named := func(s evidence.Series) bool { return slices.Contains(informing, s) }
	bare := &evidence.Set{England: of(set.England, named), LeftOut: set.LeftOut}
	for _, f := range set.Authorities {
		bare.Authorities = append(bare.Authorities, of(f, named))
	}
	b, err := Calibrate(bare, l.January())
	if err != nil {
		t.Fatal(err)
	}
	if b.England.National.Digest() != l.England.National.Digest() {
		t.Error("the national layer rests on a series that is not named")
	}
	for i, a := range l.Authorities {
		if !reflect.DeepEqual(a.record(), b.Authorities[i].record()) {
			t.Errorf("%s rests on a series that is not named", a.Area.Name)
		}
	}
}

// None is named in vain: each, taken from England and one authority, changes
// what is found of the authority. One authority in thirty is fitted beside it: that
// it changes is asked, and not by how much. Under -short of every fourth series:
// they are fitted one after another.
func TestEverySeriesNamedInforms(t *testing.T) {
	const january, every = 2024, 30
	step := 1
	if testing.Short() {
		step = 4
	}
	set := some(published(t), every, "kent").Known(evidence.KnownIn(january))
	place := slices.IndexFunc(set.Authorities, func(f *evidence.File) bool { return f.Area.Key == "kent" })
	find := func(without evidence.Series) *authorityRecord {
		keep := func(s evidence.Series) bool { return s != without }
		few := &evidence.Set{England: of(set.England, keep), Authorities: slices.Clone(set.Authorities)}
		few.Authorities[place] = of(few.Authorities[place], keep)
		f, err := newFit(few, january)
		if err != nil {
			return nil
		}
		return f.authority(place).record()
	}
	whole := find("")
	for i := 0; i < len(informing); i += step {
		if s := informing[i]; reflect.DeepEqual(find(s), whole) {
			t.Errorf("%s is named and informs nothing", s)
		}
	}
}
