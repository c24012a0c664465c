package main

import (
	"bytes"
	"slices"
	"sync"
	"testing"

	"sendsim/calibration/evidence"
)

// some is the evidence that ships of England and one authority in so many, and
// of those that are named by key or region: what is fitted to it is fitted soon.
func some(t *testing.T, every int, named ...string) *evidence.Set {
	t.Helper()
	ships, err := shippedEvidence()
	if err != nil {
		t.Fatal(err)
	}
	return someOf(ships, every, named...)
}

func someOf(ships *evidence.Set, every int, named ...string) *evidence.Set {
	set := &evidence.Set{England: ships.England, LeftOut: ships.LeftOut}
	for i, f := range ships.Authorities {
		if i%every == 0 || slices.Contains(named, f.Area.Key) || slices.Contains(named, f.Area.Region) {
			set.Authorities = append(set.Authorities, f)
		}
	}
	return set
}

// few is a zip of evidence of a few authorities, Rutland among them.
func few(t *testing.T) string {
	t.Helper()
	zip, err := fewOnce()
	if err != nil {
		t.Fatal(err)
	}
	return write(t, string(zip), t.TempDir(), "evidence.zip")
}

var fewOnce = sync.OnceValues(func() ([]byte, error) {
	ships, err := shippedEvidence()
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = someOf(ships, 20, "rutland").WriteZip(&b)
	return b.Bytes(), err
})
