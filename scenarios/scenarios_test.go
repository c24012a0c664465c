package scenarios_test

import (
	"slices"
	"strings"
	"testing"

	"sendsim/scenarios"
)

func TestEveryScenarioThatShipsSaysWhatItIsFor(t *testing.T) {
	all, err := scenarios.All()
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range all {
		if !strings.HasSuffix(s.Says, ".") || strings.Contains(s.Says, "#") {
			t.Errorf("%s says %q", s.Name, s.Says)
		}
	}
	if !slices.ContainsFunc(all, func(s scenarios.Shipped) bool { return s.Name == "unmitigated" }) {
		t.Error("the default does not ship")
	}
}
