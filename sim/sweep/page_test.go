package sweep_test

import (
	"os"
	"strings"
	"testing"

	"sendsim/scenarios"
	"sendsim/sim/sweep"
)

// The examples of the page on how a design is written are designs, with as many
// points as they say.
func TestThePageSaysHowADesignIsWritten(t *testing.T) {
	page, err := os.ReadFile("../../docs/scale.md")
	if err != nil {
		t.Fatal(err)
	}
	var blocks []string
	for i, block := range strings.Split(string(page), "```") {
		if text, ok := strings.CutPrefix(block, "yaml\n"); ok && i%2 == 1 {
			blocks = append(blocks, text)
		}
	}
	ways, points := []string{sweep.Grid, sweep.LatinHypercube, sweep.List}, []int{6, 20, 2}
	if len(blocks) != len(ways)+1 {
		t.Fatalf("%d examples", len(blocks))
	}
	head := blocks[len(ways)]
	for i, way := range ways {
		for _, base := range []string{"none", "warrington", "warrington.yaml"} {
			folder := t.TempDir()
			plan, err := os.ReadFile("../../sweeps/warrington.yaml")
			if err != nil {
				t.Fatal(err)
			}
			text := strings.Replace(head, "base: none", "base: "+base, 1) + blocks[i]
			for name, text := range map[string]string{"design.yaml": text, "warrington.yaml": string(plan)} {
				if err := os.WriteFile(folder+"/"+name, []byte(text), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			d, err := sweep.Read(sweep.Files{Beside: os.DirFS(folder), Ships: scenarios.FS}, "design.yaml", world(t), columns, sweep.Over{})
			if err != nil {
				t.Fatalf("%s: %v", way, err)
			}
			if d.Way != way || d.Scenarios[0].Name != strings.TrimSuffix(base, ".yaml") {
				t.Errorf("%s, base %s: read as %s, base %s", way, base, d.Way, d.Scenarios[0].Name)
			}
			for _, s := range d.Scenarios {
				if n := len(s.Points); s.Name != sweep.None && n != points[i] {
					t.Errorf("%s: %d points, not %d", way, n, points[i])
				}
			}
		}
	}
}
