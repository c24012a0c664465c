package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sendsim/outputs"
)

// planned is a small scenario with a lever, as a council would write it.
const planned = `# our plan
authority: rutland
years: 2
draws: 30
levers:
  - resourced-provision: {from: 2024-autumn, places: 12}
`

// ranOnce is the folder of a small run of planned.
func ranOnce(t *testing.T, more ...string) string {
	t.Helper()
	at, _ := once(t, map[string]string{"plan.yaml": planned}, func(at string) []string {
		return append([]string{"run", filepath.Join(at, "plan.yaml"), "--out", filepath.Join(at, "run"), "--quiet"}, more...)
	})
	return filepath.Join(at, "run")
}

// verdicts is what verify says of each file, but for what is the same.
func verdicts(t *testing.T, run string) (code int, says map[string]string, figures []outputs.Change, stderr string) {
	t.Helper()
	code, stdout, stderr := command(t, "verify", run, "--quiet", "--json")
	var files []struct {
		Name, Verdict, Why string
		Figures            []outputs.Change
	}
	if err := json.Unmarshal([]byte(stdout), &files); stdout != "" && err != nil {
		t.Fatal(err)
	}
	says = map[string]string{}
	for _, f := range files {
		if f.Verdict != string(outputs.Same) {
			says[f.Name] = strings.TrimSuffix(f.Verdict+": "+f.Why, ": ")
		}
		figures = append(figures, f.Figures...)
	}
	return code, says, figures, stderr
}

// A fresh run is made again to the byte, by any number of workers, and nothing
// is left anywhere.
func TestVerifyAFreshRun(t *testing.T) {
	scratch := t.TempDir()
	t.Setenv("TMPDIR", scratch)
	run := ranOnce(t, "--seed", "7", "--threshold", "2m")
	before, err := digestsIn(os.DirFS(run))
	if err != nil {
		t.Fatal(err)
	}
	for _, workers := range []string{"1", "2", "7"} {
		code, stdout, stderr := command(t, "verify", run, "--quiet", "--workers", workers)
		if code != done || stderr != "" || !strings.Contains(stdout, "10 files, all the same") {
			t.Errorf("%s workers: exit %d, %s\n%s", workers, code, stderr, stdout)
		}
	}
	after, err := digestsIn(os.DirFS(run))
	if err != nil || len(after) != len(before) {
		t.Errorf("verify wrote into the folder: %v, %v", after, err)
	}
	if left, err := filepath.Glob(filepath.Join(scratch, "sendsim-*")); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

// What does not ship is copied into the folder, comments and all, and the
// manifest tells it from what ships.
func TestInputsAreCopied(t *testing.T) {
	run := ranOnce(t)
	copied, err := os.ReadFile(filepath.Join(run, "inputs", "scenario", "plan.yaml"))
	if err != nil || string(copied) != planned {
		t.Errorf("the copy reads %q, %v", copied, err)
	}
	m, err := readManifest(os.DirFS(run), run)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, d := range m.Inputs {
		if d.Ships != !strings.HasPrefix(d.Name, "inputs/") || d.Bytes == 0 || d.SHA256 == "" {
			t.Errorf("%+v", d)
		}
		names = append(names, d.Name)
	}
	if got, want := strings.Join(names, " "), "calibrations.zip evidence.zip inputs/scenario/plan.yaml"; got != want {
		t.Errorf("inputs are %s, want %s", got, want)
	}
}

// Whatever is changed in a folder is found, and the rest is still the same.
func TestVerifyFindsWhatIsChanged(t *testing.T) {
	whole := ranOnce(t)
	for _, c := range []struct {
		name   string
		change func(t *testing.T, run string)
		says   map[string]string
	}{
		{"one bit of the draws", func(t *testing.T, run string) {
			rewrite(t, run, outputs.DrawsName, func(b []byte) []byte { b[len(b)/2] ^= 1; return b })
		}, map[string]string{"deficit.arrow": "differs: changed since the run wrote it"}},
		{"one byte more", func(t *testing.T, run string) {
			rewrite(t, run, "plans.svg", func(b []byte) []byte { return append(b, '\n') })
		}, map[string]string{"plans.svg": "differs: changed since the run wrote it"}},
		{"a file is missing", func(t *testing.T, run string) {
			remove(t, run, "cells.arrow")
		}, map[string]string{"cells.arrow": "missing: the run wrote it, and it is not there"}},
		{"two files too many", func(t *testing.T, run string) {
			rewrite(t, run, "notes.txt", func([]byte) []byte { return []byte("mine") })
			rewrite(t, run, "in/a", func([]byte) []byte { return nil })
		}, map[string]string{"notes.txt": "extra: the run did not write it", "in/a": "extra: the run did not write it"}},
		{"another seed in the manifest", func(t *testing.T, run string) {
			rewrite(t, run, outputs.ManifestName, func(b []byte) []byte {
				return bytes.Replace(b, []byte(`"seed": 2024`), []byte(`"seed": 2025`), 1)
			})
		}, map[string]string{"manifest.json": "differs: differs in: seed"}},
		{"what the manifest says of a file", func(t *testing.T, run string) {
			changeManifest(t, run, func(m *outputs.Manifest) { m.Outputs[0].Bytes++ })
		}, map[string]string{"manifest.json": "differs: differs in: outputs", "cells.arrow": "differs: the manifest says otherwise"}},
		{"a summary that is no Arrow file", func(t *testing.T, run string) {
			rewrite(t, run, outputs.SummaryName, func([]byte) []byte { return []byte("gone") })
		}, map[string]string{"summary.arrow": "differs: changed since the run wrote it, and cannot be read"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			run := filepath.Join(t.TempDir(), "run")
			if err := os.CopyFS(run, os.DirFS(whole)); err != nil {
				t.Fatal(err)
			}
			c.change(t, run)
			code, says, _, stderr := verdicts(t, run)
			if code != failed || !strings.Contains(stderr, "are not the same") {
				t.Errorf("exit %d, %s", code, stderr)
			}
			for name, want := range c.says {
				if says[name] != want {
					t.Errorf("%s: %q, want %q", name, says[name], want)
				}
			}
			if len(says) != len(c.says) {
				t.Errorf("also: %v", says)
			}
		})
	}
}

// A run of another version says which figures are another now, by financial
// year, column and quantile; where none is, all is the same.
func TestVerifyARunOfAnotherVersion(t *testing.T) {
	run := ranOnce(t)
	changeManifest(t, run, func(m *outputs.Manifest) { m.Version = "0.0.9" })
	if code, stdout, stderr := command(t, "verify", run, "--quiet"); code != done || !strings.Contains(stdout, "made by sendsim 0.0.9, this is "+Version) {
		t.Errorf("without a figure changed: exit %d, %s\n%s", code, stderr, stdout)
	}
	other := ranOnce(t, "--seed", "99") // what an older version might have made
	rewrite(t, run, outputs.SummaryName, func([]byte) []byte {
		b, err := os.ReadFile(filepath.Join(other, outputs.SummaryName))
		if err != nil {
			t.Fatal(err)
		}
		return b
	})
	changeManifest(t, run, func(m *outputs.Manifest) {
		for i := range m.Outputs {
			if d := &m.Outputs[i]; d.Name == outputs.SummaryName {
				var err error
				if *d, err = outputs.DigestIn(os.DirFS(run), d.Name); err != nil {
					t.Fatal(err)
				}
			}
		}
	})
	code, says, figures, stderr := verdicts(t, run)
	if code != failed || !strings.Contains(stderr, "0.0.9") || says[outputs.SummaryName] != "differs: made again it is another" {
		t.Errorf("exit %d, %s, %v", code, stderr, says)
	}
	if len(figures) <= mostFigures || figures[0].Year != 2024 || figures[0].Was == figures[0].Is {
		t.Fatalf("%d figures: %+v", len(figures), figures[:min(3, len(figures))])
	}
	_, stdout, _ := command(t, "verify", run, "--quiet")
	for _, want := range []string{"2024-25", "plans", "p50", "more (--json has all)"} {
		if !strings.Contains(stdout, want) {
			t.Errorf("the table does not say %q:\n%s", want, stdout)
		}
	}
	if rows := strings.Count(stdout, "E06000017"); rows != mostFigures {
		t.Errorf("%d figures are printed, want %d", rows, mostFigures)
	}
}

// A run is not made again from what was changed: every such file is named.
func TestVerifyRefusesChangedInputs(t *testing.T) {
	run := ranOnce(t)
	rewrite(t, run, "inputs/scenario/plan.yaml", func(b []byte) []byte { return append(b, '#') })
	rewrite(t, run, outputs.ScenarioName, func(b []byte) []byte { return bytes.Replace(b, []byte("12"), []byte("13"), 1) })
	code, stdout, stderr := command(t, "verify", run, "--quiet")
	if code != failed || stdout != "" {
		t.Errorf("exit %d: %s", code, stdout)
	}
	for _, want := range []string{"inputs/scenario/plan.yaml was changed", "scenario.yaml was changed", "SHA-256"} {
		if !strings.Contains(stderr, want) {
			t.Errorf("not said: %s, but %s", want, stderr)
		}
	}
	remove(t, run, outputs.ScenarioName)
	if code, _, stderr := command(t, "verify", run, "--quiet"); code != failed || !strings.Contains(stderr, "scenario.yaml is missing") {
		t.Errorf("exit %d: %s", code, stderr)
	}
}

func TestVerifyNeedsARun(t *testing.T) {
	run := ranOnce(t)
	for _, c := range []struct {
		name   string
		args   []string
		change func()
		code   int
		want   string
	}{
		{"no folder", []string{"verify"}, nil, wrongUse, "RUN_DIR"},
		{"two folders", []string{"verify", run, run}, nil, wrongUse, "too many"},
		{"a folder that is not there", []string{"verify", run + "-not"}, nil, wrongUse, "not a run's folder"},
		{"a folder that is no run's", []string{"verify", filepath.Dir(run)}, nil, wrongUse, "manifest.json"},
		{"a file", []string{"verify", filepath.Join(run, "manifest.json")}, nil, wrongUse, "not a run's folder"},
		{"made by another command", []string{"verify", run}, func() {
			changeManifest(t, run, func(m *outputs.Manifest) { m.Command = []string{"sendsim", "calibrate"} })
		}, wrongUse, "sendsim calibrate"},
		{"a broken manifest", []string{"verify", run}, func() {
			rewrite(t, run, outputs.ManifestName, func(b []byte) []byte { return b[:len(b)/2] })
		}, failed, "manifest.json"},
	} {
		if c.change != nil {
			c.change()
		}
		if code, _, stderr := command(t, c.args...); code != c.code || !strings.Contains(stderr, c.want) {
			t.Errorf("%s: exit %d, %s; expected %d, %q", c.name, code, stderr, c.code, c.want)
		}
	}
}

// rewrite changes a file of a folder, or makes it.
func rewrite(t *testing.T, folder, name string, change func([]byte) []byte) {
	t.Helper()
	name = filepath.Join(folder, filepath.FromSlash(name))
	b, err := os.ReadFile(name)
	if os.IsNotExist(err) {
		err = os.MkdirAll(filepath.Dir(name), folderMode)
	}
	if err == nil {
		err = os.WriteFile(name, change(b), fileMode)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func remove(t *testing.T, folder, name string) {
	t.Helper()
	if err := os.Remove(filepath.Join(folder, name)); err != nil {
		t.Fatal(err)
	}
}

// changeManifest rewrites a manifest as a run writes it.
func changeManifest(t *testing.T, run string, change func(*outputs.Manifest)) {
	t.Helper()
	rewrite(t, run, outputs.ManifestName, func(b []byte) []byte {
		m, err := outputs.ReadManifest(bytes.NewReader(b))
		if err != nil {
			t.Fatal(err)
		}
		change(&m)
		text, err := json.MarshalIndent(m, "", "  ")
		if err != nil {
			t.Fatal(err)
		}
		return append(text, '\n')
	})
}
