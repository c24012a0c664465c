package main

import (
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sendsim/calibration/evidence"
)

// command runs the program, and gives its exit code and what it printed.
func command(t *testing.T, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	code = execute(t.Context(), args, &out, &errs)
	return code, out.String(), errs.String()
}

// released is a small release: the plans of England and of one authority, a
// census later than the evidence that ships.
func released(t *testing.T) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "release.zip")
	file, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	z := zip.NewWriter(file)
	out, err := z.Create("data/caseload.csv")
	if err != nil {
		t.Fatal(err)
	}
	const table = `time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,new_la_code,old_la_code,la_name,breakdown_topic,breakdown,ehcplans
202425,Academic year,National,E92000001,England,,,,,,All EHC plans,All EHC plans,600000
202425,Academic year,Local authority,E92000001,England,E12000008,South East,E10000016,886,Kent,All EHC plans,All EHC plans,20000
`
	if _, err := out.Write([]byte(table)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	return name
}

// A release is laid on the shipped evidence, the report is printed, and the
// folder that is written is evidence.
func TestAReleaseIsLaidOnTheShippedEvidence(t *testing.T) {
	if testing.Short() {
		t.Skip("asked for -short, and this takes long: it reads all evidence; go test ./... without -short runs it")
	}
	t.Setenv("COLUMNS", "")
	folder := filepath.Join(t.TempDir(), "evidence")
	code, stdout, stderr := command(t, "import", released(t), "--out", folder)
	if code != done {
		t.Fatalf("exit %d: %s", code, stderr)
	}
	fits(t, "import", strings.ReplaceAll(stdout, folder, "out"))
	for _, want := range []string{"caseload", "Control totals:", "Left out:", "City of London", "Written to " + folder} {
		if !strings.Contains(flowing(stdout), want) {
			t.Errorf("the report does not say %q:\n%s", want, stdout)
		}
	}
	set, err := openEvidence(folder)
	if err != nil {
		t.Fatal(err)
	}
	kent, err := set.Authority("kent")
	if err != nil {
		t.Fatal(err)
	}
	const census = 2025 // of the academic year 2024/25
	if n, ok := kent.Value(evidence.Plans, census, evidence.AllAges, ""); !ok || n != 20000 {
		t.Errorf("Kent has %v plans in the release; 20000 were written", n)
	}
	ships, err := shippedEvidence()
	if err != nil {
		t.Fatal(err)
	}
	old, err := ships.Authority("kent")
	if err != nil {
		t.Fatal(err)
	}
	if len(kent.Rows) != len(old.Rows)+1 {
		t.Errorf("Kent has %d rows; it had %d, and one was added", len(kent.Rows), len(old.Rows))
	}
	if lastCensus(set) != census {
		t.Errorf("the last census is %d, not %d", lastCensus(set), census)
	}
}

// What stands in a folder is not written over unasked, and what import did
// not write is not written over at all; a release that cannot be read leaves
// nothing behind.
func TestImportKeepsWhatIsThere(t *testing.T) {
	folder := t.TempDir()
	mine := filepath.Join(folder, "mine.txt")
	if err := os.WriteFile(mine, []byte("mine"), fileMode); err != nil {
		t.Fatal(err)
	}
	release := released(t)
	none := filepath.Join(t.TempDir(), "none")
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"import", release}, "--out"},
		{[]string{"import", release, "--out", folder}, "--force"},
		{[]string{"import", release, "--out", folder, "--force"}, "was not written by this command"},
		{[]string{"import", none, "--out", none}, "none"},
		{[]string{"import", mine, "--out", none}, "not a zip"},
	} {
		if code, _, stderr := command(t, c.args...); code != wrongUse || !strings.Contains(stderr, c.want) {
			t.Errorf("%v: exit %d, %s; expected %q", c.args, code, stderr, c.want)
		}
	}
	if b, err := os.ReadFile(mine); err != nil || string(b) != "mine" {
		t.Error("a file that stood there is gone")
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(none), "*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}
