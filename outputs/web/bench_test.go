package web_test

import (
	"fmt"
	"strings"
	"testing"
)

// BenchmarkChange is one move of a slider in Stockton-on-Tees, from the request
// to the first picture's figures, with the base lived before.
func BenchmarkChange(b *testing.B) {
	on := serving(b, "127.0.0.1")
	const plan = "authority: stockton-on-tees\ndraws: 200\nlevers:\n  - resourced-provision: {from: 2024-autumn, places: %d}\n"
	change := func(places int) {
		id := begin(b, on.URL, fmt.Sprintf(plan, places))
		if events := watch(b, b.Context(), on.URL, id, func(event string) bool { return event == "result" }); !strings.Contains(strings.Join(events, " "), "result") {
			b.Fatal(events)
		}
		if got, _ := ask(b, "GET", fmt.Sprintf("%s/api/runs/%d/results/200", on.URL, id), ""); got != 200 {
			b.Fatal(got)
		}
	}
	change(1)
	for i := 0; b.Loop(); i++ {
		change(2 + i%1500)
	}
}
