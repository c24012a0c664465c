package sim_test

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"sendsim/internal/fuzztest"
	"sendsim/internal/strict"
	"sendsim/scenarios"
	"sendsim/sim"
)

// perByte is the bytes that reading a scenario may allocate for each of its
// bytes. Mostly it is about 500; the YAML parser takes the square of the keys
// of one mapping, 8,700 where the most that are allowed stand in a file.
const perByte = 20_000

// FuzzScenario says of any text: it is a scenario that comes back as it was
// from what is written of it, or its faults have places; in bounded memory.
func FuzzScenario(f *testing.F) {
	for dir, files := range map[string]fs.FS{"testdata/faulty": os.DirFS("testdata/faulty"), "testdata/resolved": os.DirFS("testdata/resolved"), "scenarios": scenarios.FS} {
		names, err := fs.Glob(files, "*.yaml")
		if err != nil || len(names) == 0 {
			f.Fatalf("%s: %d scenarios, %v", dir, len(names), err)
		}
		for _, name := range names {
			text, err := fs.ReadFile(files, name)
			if err != nil {
				f.Fatal(path.Join(dir, name), err)
			}
			f.Add(string(text))
		}
	}
	f.Add("authority: region:north-east\nlevers:\n  - early-years-support: {from: 2024-autumn, reach: 40%, cost: {dsg: 1k/year, council: 3 once}}\n")
	f.Fuzz(func(t *testing.T, text string) {
		read := func(text string) (s *sim.Scenario, err error) {
			fuzztest.Frugal(t, len(text), perByte, func() {
				s, err = sim.LoadScenario(fstest.MapFS{"f.yaml": {Data: []byte(text)}}, "f.yaml", shipped.open)
			})
			return s, err
		}
		s, err := read(text)
		if err != nil {
			placed(t, text, err)
			return
		}
		if err := s.Check(shipped); err != nil {
			t.Fatalf("a scenario that was read cannot be run: %v", err)
		}
		again, err := read(string(s.YAML()))
		if err != nil {
			t.Fatalf("%s\nis not read again: %v", s.YAML(), err)
		}
		if !reflect.DeepEqual(s, again) {
			t.Fatalf("%s\ncame back as\n%s", s.YAML(), again.YAML())
		}
	})
}

// placed fails unless an error is faults, each with a place in the text and
// words of its own.
func placed(t *testing.T, text string, err error) {
	t.Helper()
	var faults strict.Faults
	if !errors.As(err, &faults) || len(faults) == 0 {
		t.Fatalf("an error without faults: %v", err)
	}
	lines := strings.Count(text, "\n") + 1
	for _, f := range faults {
		if f.File == "" || f.Line < 1 || f.Line > lines+1 || f.Column < 1 || f.Says == "" {
			t.Fatalf("a fault without a place: %+v", f)
		}
	}
}
