package programmes_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"sync"
	"testing"

	"sendsim/calibration"
	"sendsim/calibration/evidence"
	"sendsim/internal/golden"
	"sendsim/outputs/programmes"
)

//go:generate env PROGRAMMES=1 UPDATE_GOLDEN=1 go test -count=1 .

// opened opens calibrations once. Those of the past are fitted to few
// authorities; where the page is made, to all, and then every test here is of
// the calibrations of the page.
func opened(named string) (*calibration.Library, error) {
	january, ok := calibration.AsKnownIn(named)
	if !ok {
		return calibration.Shipped()
	}
	once, _ := past.LoadOrStore(january, sync.OnceValues(func() (*calibration.Library, error) {
		if wholePage {
			return calibration.AsKnown(january)
		}
		return fittedToFew(january)
	}))
	return once.(func() (*calibration.Library, error))()
}

// wholePage says that the page is made.
var wholePage = os.Getenv("PROGRAMMES") == "1"

// fittedToFew fits a past January to one authority in eight and those of the
// scenarios that ship; under -short to fewer.
func fittedToFew(january int) (*calibration.Library, error) {
	ships, err := shippedEvidence()
	if err != nil {
		return nil, err
	}
	every := 8
	if testing.Short() {
		every = 40
	}
	few := &evidence.Set{England: ships.England, LeftOut: ships.LeftOut}
	for i, f := range ships.Authorities {
		if i%every == 0 || f.Area.Key == "solihull" || f.Area.Key == "leicestershire" {
			few.Authorities = append(few.Authorities, f)
		}
	}
	return calibration.Calibrate(few, january)
}

var past sync.Map // by January

// shippedEvidence is read once, and shared: not to be written to.
var shippedEvidence = sync.OnceValues(calibration.ShippedEvidence)

// futures of each run of the page: a percentile then errs by about one.
const futures = 2000

// The page docs/programmes.md is what the rows and the futures say.
func TestProgrammesPage(t *testing.T) {
	if !wholePage {
		t.Skip("thousands of futures are lived for this page: go generate sets PROGRAMMES=1")
	}
	table, err := programmes.ReadTable()
	if err != nil {
		t.Fatal(err)
	}
	measured, err := table.Measure(t.Context(), opened, futures, runtime.NumCPU())
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := table.WritePage(&b, measured); err != nil {
		t.Fatal(err)
	}
	golden.File(t, "../../docs/programmes.md", b.Bytes())
}

// Every authority that is fitted to what was known at a start of the past is
// valid: all of them, where the page is made.
func TestStartsOfThePastAreValid(t *testing.T) {
	for january := 2020; january <= 2022; january++ {
		lib, err := opened(fmt.Sprint("as-known-", january))
		if err != nil {
			t.Fatal(err)
		}
		least := 15
		if testing.Short() {
			least = 5
		}
		if len(lib.Authorities) < least {
			t.Errorf("January %d: only %d authorities", january, len(lib.Authorities))
		}
		for _, a := range lib.Authorities {
			if !a.Valid {
				t.Errorf("January %d: %s is not valid: %v", january, a.Area.Name, a.Invalid)
			}
		}
	}
}

// Every row is answered to, every run is used, and every test that a row names
// is there.
func TestEveryRowIsAnswered(t *testing.T) {
	table, err := programmes.ReadTable()
	if err != nil {
		t.Fatal(err)
	}
	tests, used, rows := testsOfTheHouse(t), map[string]bool{}, 0
	for _, p := range table.Papers {
		for _, r := range p.Rows {
			rows++
			if r.Of != nil {
				used[r.Of.Run] = true
			}
			for _, name := range r.Tested {
				if !tests[name] {
					t.Errorf("%s, %s: no test is named %s", p.Title, r.Says, name)
				}
			}
		}
	}
	for _, r := range table.Runs {
		if !used[r.Name] {
			t.Errorf("no row asks for %q", r.Name)
		}
	}
	const least = 100 // there were 117
	if rows < least {
		t.Errorf("only %d rows", rows)
	}
}

var declared = regexp.MustCompile(`(?m)^func (Test\w+)\(t \*testing\.T\)`)

// testsOfTheHouse are the names of all tests.
func testsOfTheHouse(t *testing.T) map[string]bool {
	t.Helper()
	names := map[string]bool{}
	err := filepath.WalkDir("../..", func(name string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(name, "_test.go") {
			return err
		}
		text, err := os.ReadFile(name)
		for _, found := range declared.FindAllSubmatch(text, -1) {
			names[string(found[1])] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}
