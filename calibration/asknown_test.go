package calibration

import (
	"bytes"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"sendsim/calibration/evidence"
)

// Starts of 2020 to 2022 are had from what was known then: valid, with what
// was borrowed in their files, and to the last bit the same whatever came
// later: of the national layer, and of every second authority. Under -short of
// one start and a third of the authorities.
func TestStartsAsKnown(t *testing.T) {
	starts, every := []int{2020, 2021, 2022}, 12
	if testing.Short() {
		starts, every = starts[2:], 36
	}
	set := some(published(t), every, "cumberland") // that all are valid, where docs/programmes.md is made says
	for _, january := range starts {
		by := evidence.KnownIn(january)
		other := &evidence.Set{England: doubledAfter(set.England, by)}
		for _, f := range set.Authorities {
			other.Authorities = append(other.Authorities, doubledAfter(f, by))
		}
		lib, err := Calibrate(set, january)
		if err != nil {
			t.Fatal(err)
		}
		known, _ := other.Borrow(january)
		again, err := newFit(known, january)
		if err != nil {
			t.Fatal(err)
		}
		if again.layer.National.Digest() != lib.England.National.Digest() {
			t.Errorf("January %d: the national layer changes with what was published later", january)
		}
		for i, a := range lib.Authorities {
			if !a.Valid {
				t.Errorf("January %d: %s is not valid: %v", january, a.Area.Name, a.Invalid)
			}
			if i%2 > 0 {
				continue
			}
			if b := again.authority(i); !reflect.DeepEqual(a.Parameters, b.Parameters) || !reflect.DeepEqual(a.Structure, b.Structure) {
				t.Errorf("January %d: %s changes with what was published later", january, a.Area.Name)
			}
		}
		cumberland, err := lib.Authority("Cumberland")
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(strings.Join(cumberland.Warnings, ";"), "Cumbria is that of the census of January 2024") {
			t.Errorf("%s does not warn that it did not stand yet: %q", cumberland.Area.Name, cumberland.Warnings)
		}
		b := basisOf(lib)
		var written, file bytes.Buffer
		if err := errors.Join(b.writeEngland(&written), b.writeAuthority(&file, lib.Authorities[0])); err != nil {
			t.Fatal(err)
		}
		back, err := readEngland(opened(t, written.Bytes()), against{evidence: b.evidence})
		if err != nil || len(back.Borrowed) == 0 || !slices.Equal(back.Borrowed, lib.England.Borrowed) {
			t.Errorf("January %d: what was borrowed is read back as %q: %v", january, back.Borrowed, err)
		}
		if _, err := readAuthority(opened(t, file.Bytes()), against{lib.England.National, b.evidence}); err != nil {
			t.Errorf("January %d: %v", january, err)
		}
	}
}
