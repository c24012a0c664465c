package main

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"sendsim/calibration/evidence"
	"sendsim/outputs"
	"sendsim/sim"
	"sendsim/sim/finance"
)

// does runs the program, which is to do what it is asked, and gives what it
// printed.
func does(t *testing.T, args ...string) string {
	t.Helper()
	code, stdout, stderr := command(t, args...)
	if code != done {
		t.Fatalf("%v: exit %d: %s", args, code, stderr)
	}
	return stdout
}

func read(t *testing.T, path ...string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(path...))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func write(t *testing.T, text string, path ...string) string {
	t.Helper()
	name := filepath.Join(path...)
	if err := os.MkdirAll(filepath.Dir(name), folderMode); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), fileMode); err != nil {
		t.Fatal(err)
	}
	return name
}

// The commands of the README do what it says, the whole road among them: a later
// release is imported, all authorities and one are fitted to it, and runs start
// from its census. The evidence it is laid on is of every tenth authority and of
// what is asked for; TestWhatShipsIsMadeAgain fits to all of it.
func TestTheReadmeAndTheRoadFromALaterRelease(t *testing.T) {
	if testing.Short() {
		t.Skip("asked for -short, and this takes long: it imports, and fits all authorities twice; go test ./... without -short runs it")
	}
	ships, fewer := shippedEvidence, some(t, 10, "kent", "leeds", "rutland", "North East")
	shippedEvidence = func() (*evidence.Set, error) { return fewer, nil }
	defer func() { shippedEvidence = ships }()
	at := t.TempDir()
	readme(t, at)
	in := func(name string) string { return filepath.Join(at, name) }
	t.Run("all authorities", func(t *testing.T) { runsFromItsCensus(t, in("calibrations"), in("run-all")) })
	t.Run("one authority", func(t *testing.T) { runsFromItsCensus(t, in("kent"), in("run-one")) })
	for _, name := range []string{outputs.DrawsName, outputs.SummaryName, outputs.CellsName, outputs.ScenarioName, "deficit.svg"} {
		if !bytes.Equal(read(t, in("run-all"), name), read(t, in("run-one"), name)) {
			t.Errorf("%s is not the same from all authorities and from one", name)
		}
	}
	t.Run("named in a scenario", func(t *testing.T) { scenarioNamesThem(t, at) })
	t.Run("the balance is brought to its start", func(t *testing.T) { opensLater(t, in("calibrations")) })
	t.Run("not valid", func(t *testing.T) { invalidIsRefused(t, at) })
	t.Run("refused", func(t *testing.T) { calibrationsAreRefused(t, at) })
}

// runsFromItsCensus runs calibrations: from the January of the release, on
// files that the manifest names and the run's folder holds, so that the run can
// be made again from it alone.
func runsFromItsCensus(t *testing.T, folder, out string) {
	does(t, "run", "--authority", "kent", "--calibrations", folder, "--draws", "20", "--years", "3", "--quiet", "--out", out)
	m, err := outputs.ReadManifest(bytes.NewReader(read(t, out, outputs.ManifestName)))
	if err != nil {
		t.Fatal(err)
	}
	if m.FirstYear != 2025 {
		t.Errorf("the first financial year is %d", m.FirstYear)
	}
	if !strings.Contains(m.Sources[0], "caseload to 2025, flows to 2024") || !strings.Contains(strings.Join(m.Sources, "; "), "do not ship") {
		t.Errorf("the sources are %q", m.Sources)
	}
	names, err := namesIn(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		b := read(t, out, outputs.InputsName, calibrationInputs, name)
		if !bytes.Equal(b, read(t, folder, name)) {
			t.Errorf("%s was not copied", name)
		}
		want, err := outputs.DigestOf("inputs/calibrations/"+name, bytes.NewReader(b))
		if err != nil || !slices.Contains(m.Inputs, want) {
			t.Errorf("the manifest does not name %+v: %v", want, err)
		}
	}
	if len(m.Inputs) != len(names) {
		t.Errorf("%d inputs, and %d files", len(m.Inputs), len(names))
	}
	scenario := string(read(t, out, outputs.ScenarioName))
	for _, want := range []string{`calibrations: "inputs/calibrations"`, "start: 2025-01"} {
		if !strings.Contains(scenario, want) {
			t.Errorf("the scenario as resolved does not say %q:\n%s", want, scenario)
		}
	}
	again := t.TempDir()
	does(t, "run", filepath.Join(out, outputs.ScenarioName), "--quiet", "--out", filepath.Join(again, "run"))
	if !bytes.Equal(read(t, out, outputs.DrawsName), read(t, again, "run", outputs.DrawsName)) {
		t.Error("run again from its folder alone, the draws are others")
	}
	does(t, "verify", out, "--quiet")
}

// scenarioNamesThem names a folder in a scenario's file, from where the file
// is; a flag comes before it.
func scenarioNamesThem(t *testing.T, at string) {
	plan := write(t, "authority: kent\ncalibrations: ../kent\ndraws: 20\nyears: 2\n", at, "scenarios", "plan.yaml")
	if says := does(t, "check", plan); !strings.Contains(says, "sound, as a scenario; calibrations that do not ship") {
		t.Errorf("check says %q", says)
	}
	if says := does(t, "explain", plan, "--term", "2025-autumn"); !strings.Contains(says, "do not ship") {
		t.Errorf("explain says %q", says)
	}
	var rows []map[string]string
	if err := json.Unmarshal([]byte(does(t, "authorities", "--json", "--calibrations", filepath.Join(at, "kent"))), &rows); err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		if want := map[bool]string{true: "true", false: "not calibrated"}[r["key"] == "kent"]; r["key"] != "" && r["valid"] != want {
			t.Errorf("%s is listed as %q, not as %q", r["name"], r["valid"], want)
		}
	}
	other := write(t, "authority: leeds\ncalibrations: nowhere\n", at, "scenarios", "other.yaml")
	does(t, "check", other, "--calibrations", filepath.Join(at, "calibrations"))
}

// opensLater holds the balance that is worked out for the later start, of which
// nothing is published, against the same year lived from the start before.
func opensLater(t *testing.T, folder string) {
	lib, err := openLibrary(folder)
	if err != nil {
		t.Fatal(err)
	}
	world, err := sim.NewWorld(lib)
	if err != nil {
		t.Fatal(err)
	}
	regime := world.Regimes[slices.IndexFunc(world.Regimes, func(r *finance.Regime) bool { return r.Key == sim.Default().Regime })]
	for _, key := range []string{"kent", "leeds", "rutland", "stockton-on-tees"} {
		var years []map[string]any
		out := does(t, "run", "--authority", key, "--draws", "100", "--years", "1", "--json", "--quiet", "--out", filepath.Join(t.TempDir(), key))
		if err := json.Unmarshal([]byte(out), &years); err != nil {
			t.Fatal(err)
		}
		lived := years[0]["cumulative_deficit"].(map[string]any)
		a, err := lib.Authority(key)
		if err != nil {
			t.Fatal(err)
		}
		o := world.Nation.OpeningAt(world.Nation.Structure(a.Area.Code), 2024, regime)
		if o.Published || o.Net < lived["p10"].(float64) || o.Net > lived["p90"].(float64) {
			t.Errorf("%s opens 2025-26 with %.0f (published: %v); lived from January 2024, 2024-25 ends with %v", key, o.Net, o.Published, lived)
		}
	}
}

// invalidIsRefused runs a calibration that failed a gate: not unless allowed,
// and then every output says so; one without children is never run.
func invalidIsRefused(t *testing.T, at string) {
	folder := filepath.Join(at, "invalid")
	for _, name := range []string{"england.calib", "evidence.zip"} {
		write(t, string(read(t, at, "kent", name)), folder, name)
	}
	invalid := strings.NewReplacer("valid: true", "valid: false", "invalid: []", "invalid: [a gate was not passed]")
	write(t, changed(t, read(t, at, "kent", "kent.calib"), "meta.yaml", invalid), folder, "kent.calib")
	args := []string{"--authority", "kent", "--calibrations", folder, "--draws", "20", "--years", "2"}
	run := append([]string{"run", "--quiet", "--out", filepath.Join(at, "run-invalid")}, args...)
	code, _, stderr := command(t, run...)
	for _, want := range []string{"kent: the calibration is not valid: a gate was not passed", "--allow-invalid"} {
		if code != wrongUse || !strings.Contains(stderr, want) {
			t.Errorf("exit %d: %s; it does not say %q", code, stderr, want)
		}
	}
	const says = "not valid for Kent"
	if out := does(t, append(run, "--allow-invalid")...); !strings.Contains(out, "a gate was not passed") || !strings.Contains(strings.Join(strings.Fields(out), " "), says) {
		t.Errorf("the table does not say so:\n%s", out)
	}
	for _, name := range []string{outputs.ManifestName, outputs.DrawsName, outputs.SummaryName, outputs.CellsName} {
		if !bytes.Contains(read(t, at, "run-invalid", name), []byte(says)) {
			t.Errorf("%s does not say so", name)
		}
	}
	if !bytes.Contains(read(t, at, "run-invalid", outputs.ManifestName), []byte(allowInvalidFlag)) {
		t.Error("the manifest does not name the flag")
	}
	if out := does(t, append([]string{"explain", "--allow-invalid", "--term", "2025-autumn"}, args...)...); !strings.Contains(out, says) {
		t.Errorf("explain does not say so:\n%s", out)
	}
}

// calibrationsAreRefused names what cannot be run on, with every fault.
func calibrationsAreRefused(t *testing.T, at string) {
	bad := write(t, "authority: [leeds, kent]\ncalibrations: ../kent\nstart: 2024-01\n", at, "scenarios", "bad.yaml")
	lost := write(t, "authority: leeds\ncalibrations: ../lost\nyeers: 3\n", at, "scenarios", "lost.yaml")
	lone := filepath.Join(at, "lone")
	kent := read(t, at, "kent", "kent.calib")
	write(t, string(kent), lone, "kent.calib")
	altered, newer := filepath.Join(at, "altered"), filepath.Join(at, "newer")
	write(t, changed(t, kent, "single.csv", strings.NewReplacer("stock", "stuck")), altered, "kent.calib")
	write(t, changed(t, kent, "meta.yaml", strings.NewReplacer("schema: ", "schema: 9")), newer, "kent.calib")
	for _, c := range []struct {
		args []string
		want []string
	}{
		{[]string{"check", bad, lost}, []string{
			"bad.yaml:1:13: authority: leeds: not calibrated here; calibrated: kent", "bad.yaml:3:8: start: 2024-01", "2025-01",
			"lost.yaml:2:15: calibrations: ", "is no folder", "lost.yaml:3:1: yeers",
		}},
		{[]string{"run", "--authority", "region:north-east", "--calibrations", filepath.Join(at, "kent")}, []string{"and 9 more: not calibrated here"}},
		{[]string{"run", "--authority", "region:north-east", "--allow-invalid", "--calibrations", filepath.Join(at, "calibrations")}, []string{"hartlepool: no children to start from"}},
		{[]string{"run", "--calibrations", filepath.Join(at, "evidence")}, []string{"--calibrations ", "holds evidence", "calibrate --all"}},
		{[]string{"run", "--calibrations", lone}, []string{"kent.calib/meta.yaml:5:", "national.sha256", "meta.yaml:7:", "evidence.sha256", "england.calib"}},
		{[]string{"run", "--calibrations", altered}, []string{"kent.calib/single.csv:1:1: is not the file that meta.yaml vouches for: its digest is "}},
		{[]string{"run", "--calibrations", newer}, []string{"kent.calib/meta.yaml:1:1: schema: is of schema 9", "use a newer sendsim"}},
		{[]string{"explain", bad, "--calibrations", filepath.Join(at, "nowhere")}, []string{"--calibrations ", "is no folder"}},
		{[]string{"authorities", "--calibrations", bad}, []string{"is no folder"}},
	} {
		code, _, stderr := command(t, c.args...)
		for _, want := range c.want {
			if code != wrongUse || !strings.Contains(stderr, want) {
				t.Errorf("%v: exit %d, %s; expected %q", c.args, code, stderr, want)
			}
		}
	}
}

// changed is a zip in which the text of one file is replaced.
func changed(t *testing.T, zipped []byte, name string, how *strings.Replacer) string {
	t.Helper()
	in, err := zip.NewReader(bytes.NewReader(zipped), int64(len(zipped)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	for _, f := range in.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if f.Name == name {
			text = []byte(how.Replace(string(text)))
		}
		w, err := out.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(text); err != nil {
			t.Fatal(err)
		}
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
