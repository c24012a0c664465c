package finance

import (
	"strings"
	"testing"

	"sendsim/calibration/local"
	"sendsim/internal/strict"
)

// Every block that is published stands as it was written out, not only the first.
func TestPublishedBlocksAreNotTheCouncils(t *testing.T) {
	base := Base{Blocks: map[int]Pounds{2023: 100e6, 2024: 120e6}}
	doc := strict.Parse("own.yaml", []byte("blocks: {2023-24: 100m, 2024-25: 120m, 2025-26: 125m}\n"))
	_, figures, _ := ReadOwn(doc.Value, local.ReadHead(doc.Value, 2024), &base)
	if len(figures) != 1 || figures[0].Key != "blocks.2025-26" || figures[0].Apart != "" {
		t.Errorf("the council's are %v", figures)
	}
}

// Blocks to come are held against the one before, whoever gives it.
func TestBlocksAreHeldAgainstTheYearBefore(t *testing.T) {
	base := Base{}
	base.Blocks = map[int]Pounds{2023: 100e6}
	for text, want := range map[string][]string{
		"{2024-25: 104m}":                {""},
		"{2024-25: 90m}":                 {"90 % of the block of 2023-24"},
		"{2024-25: 104m, 2025-26: 80m}":  {"", "77 % of the block of 2024-25"},
		"{2025-26: 131m}":                {""},
		"{2025-26: 135m}":                {"135 % of the block of 2023-24"},
		"{2023-24: 101m, 2024-25: 117m}": {"", "116 % of the block of 2023-24"},
	} {
		doc := strict.Parse("own.yaml", []byte("blocks: "+text+"\n"))
		_, figures, _ := ReadOwn(doc.Value, local.ReadHead(doc.Value, 2024), &base)
		if len(figures) != len(want) {
			t.Fatalf("%s: %v, %v", text, figures, doc.Err())
		}
		for i, f := range figures {
			if !strings.Contains(f.Apart, want[i]) || want[i] == "" && f.Apart != "" {
				t.Errorf("%s: %s is said to be %q, want %q", text, f.Key, f.Apart, want[i])
			}
		}
	}
}
