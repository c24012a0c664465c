package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"sendsim/calibration/evidence"
)

// leaves is the fields of a JSON text: [] for what is in a list, dots between.
func leaves(at string, x any, all map[string]bool) {
	switch x := x.(type) {
	case []any:
		if len(x) == 0 && at != "" {
			all[at+"[]"] = true
		}
		for _, one := range x {
			if leaves(at+"[]", one, all); at == "" {
				delete(all, "[]")
			}
		}
	case map[string]any:
		if len(x) == 0 {
			all[at+".*"] = true
		}
		for key, one := range x {
			leaves(strings.TrimPrefix(at+"."+key, "[]."), one, all)
		}
	default:
		all[at] = true
	}
}

// documented is the fields of a command in docs/json.md, and which of them need
// not be there.
func documented(t *testing.T, command string) map[string]bool {
	t.Helper()
	page, err := os.ReadFile("../../docs/json.md")
	if err != nil {
		t.Fatal(err)
	}
	_, section, found := strings.Cut(string(page), "## `sendsim "+command+"`\n")
	if !found {
		t.Fatalf("docs/json.md does not tell of %s", command)
	}
	section, _, _ = strings.Cut(section, "\n## ")
	optional := map[string]bool{}
	for _, item := range strings.Split(section, "\n- ")[1:] {
		item, _, _ = strings.Cut(item, "\n\n")
		for clause := range strings.SplitSeq(item, ";") {
			for _, name := range regexp.MustCompile("`([a-z0-9_.*[\\]]+)`").FindAllStringSubmatch(clause, -1) {
				optional[name[1]] = strings.Contains(clause, "(only")
			}
		}
	}
	return optional
}

// pattern is what a documented field matches: itself, and a list what is in it.
func pattern(name string) *regexp.Regexp {
	quoted := strings.ReplaceAll(regexp.QuoteMeta(name), `\*`, `[^.]+`)
	if strings.HasSuffix(name, "[]") {
		quoted += `(\..*)?`
	}
	return regexp.MustCompile("^" + quoted + "$")
}

// TestJSONIsAsDocumented holds what commands print with --json against the page
// that names its fields: none is missing on either side.
func TestJSONIsAsDocumented(t *testing.T) {
	ships, fewer := shippedEvidence, some(t, 30, "kent")
	shippedEvidence = func() (*evidence.Set, error) { return fewer, nil }
	defer func() { shippedEvidence = ships }()
	at := t.TempDir()
	plan := write(t, "authority: rutland\nyears: 2\ndraws: 4\nlevers:\n  - resourced-provision: {from: 2024-autumn, places: 4, cost: {dsg: 1k/year}}\n", at, "plan.yaml")
	faulty := write(t, "yeers: 2\n", at, "faulty.yaml")
	run := filepath.Join(at, "run")
	for _, c := range []struct {
		args string
		code int
	}{
		{"authorities", done},
		{"levers", done},
		{"columns", done},
		{"scenarios", done},
		{"regimes", done},
		{"run " + plan + " --quiet --out " + run, done},
		{"verify " + run + " --quiet", done},
		{"compare " + plan + " --quiet --out " + filepath.Join(at, "compared"), done},
		{"goal " + plan + " --quiet --by 2025-26 --evaluations 2", done},
		{"sweep " + designFile(t) + " --quiet --out " + filepath.Join(at, "swept"), done},
		{"explain " + plan, done},
		{"check " + plan + " " + faulty, wrongUse},
		{"import " + released(t) + " --out " + filepath.Join(at, "evidence"), done},
	} {
		name, _, _ := strings.Cut(c.args, " ")
		t.Run(name, func(t *testing.T) {
			code, stdout, stderr := command(t, append(strings.Fields(c.args), "--json")...)
			var list []any
			if err := json.NewDecoder(bytes.NewReader([]byte(stdout))).Decode(&list); err != nil || code != c.code || len(list) == 0 {
				t.Fatalf("exit %d, %d objects, %v: %s", code, len(list), err, stderr)
			}
			printed, known := map[string]bool{}, documented(t, name)
			leaves("", list, printed)
			for field := range printed {
				if !slices.ContainsFunc(fieldsOf(known), func(k string) bool {
					return pattern(k).MatchString(field) || strings.HasSuffix(field, "[]") && strings.HasPrefix(k, field)
				}) {
					t.Errorf("%s is not in docs/json.md", field)
				}
			}
			for field, optional := range known {
				if !optional && !slices.ContainsFunc(fieldsOf(printed), pattern(field).MatchString) {
					t.Errorf("%s is in docs/json.md, and is not printed", field)
				}
			}
		})
	}
}

func fieldsOf(of map[string]bool) (all []string) {
	for name := range of {
		all = append(all, name)
	}
	return all
}
