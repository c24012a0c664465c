package main

import (
	"os"
	"path/filepath"
	"testing"

	"sendsim/calibration/evidence"
)

// few is a zip of evidence of England and one authority in twenty, Rutland among
// them: what is fitted to it is fitted soon.
func few(t *testing.T) string {
	t.Helper()
	ships, err := shippedEvidence()
	if err != nil {
		t.Fatal(err)
	}
	const every = 20
	set := &evidence.Set{England: ships.England, LeftOut: ships.LeftOut}
	for i, f := range ships.Authorities {
		if i%every == 0 || f.Area.Key == "rutland" {
			set.Authorities = append(set.Authorities, f)
		}
	}
	name := filepath.Join(t.TempDir(), "evidence.zip")
	file, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := set.WriteZip(file); err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	return name
}
