package calibration

import (
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"sendsim/calibration/evidence"
)

// dataFolder is where the published data stand, beside the repository.
const dataFolder = "../../shared/data"

var importOnce = sync.OnceValues(func() (*evidence.Set, error) {
	set, _, err := evidence.Import(os.DirFS(filepath.Join(dataFolder, "sen2")), os.DirFS(filepath.Join(dataFolder, "panel")), nil)
	return set, err
})

// fitOnce reads every authority as it was fitted to the same figures and ships;
// that it is the same, TestShippedIsMadeOfThePublishedFiles and
// TestWhatShipsIsMadeAgain say.
var fitOnce = sync.OnceValues(func() (*Library, error) {
	set, err := importOnce()
	if err != nil {
		return nil, err
	}
	ships, err := OpenShipped()
	if err != nil {
		return nil, err
	}
	lib, err := ships.Library() // not the one that is shared
	if err != nil {
		return nil, err
	}
	lib.England.Evidence = set.England
	for _, a := range lib.Authorities {
		if a.Evidence, err = set.Authority(a.Area.Code); err != nil {
			return nil, err
		}
	}
	return lib, nil
})

// published is the evidence of the published data.
func published(t testing.TB) *evidence.Set {
	t.Helper()
	if _, err := os.Stat(dataFolder); err != nil {
		t.Skip("the published data are not beside the repository: skipped")
	}
	set, err := importOnce()
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// some is England with one authority in so many, and those that are named.
func some(set *evidence.Set, every int, named ...string) *evidence.Set {
	few := &evidence.Set{England: set.England}
	for i, f := range set.Authorities {
		if i%every == 0 || slices.Contains(named, f.Area.Key) || slices.Contains(named, f.Area.Name) {
			few.Authorities = append(few.Authorities, f)
		}
	}
	return few
}

// fitted is every authority, fitted to the published data.
func fitted(t testing.TB) *Library {
	t.Helper()
	published(t)
	l, err := fitOnce()
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func authority(t testing.TB, name string) *Authority {
	t.Helper()
	a, err := fitted(t).Authority(name)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// ten authorities of every kind: large and small, with long and short waits,
// with missing years and divided histories.
var ten = []string{
	"Stockton-on-Tees", "Wiltshire", "Solihull", "Leicestershire", "Kent",
	"Rutland", "Birmingham", "Newham", "Leeds", "Bracknell Forest",
}

// near fails the test unless got is within tolerance of want.
func near(t testing.TB, what string, got, want, tolerance float64) {
	t.Helper()
	if !(got-want <= tolerance && want-got <= tolerance) {
		t.Errorf("%s is %.6g; expected %.6g, give or take %.3g", what, got, want, tolerance)
	}
}
