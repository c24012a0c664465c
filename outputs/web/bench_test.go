package web_test

import (
	"fmt"
	"strings"
	"syscall"
	"testing"
	"time"
)

// BenchmarkChange is one move of a slider in Stockton-on-Tees, from the request
// to the first picture's figures, with the base lived before. Beside the clock
// it says the processor's time, which a busy machine does not change as much.
func BenchmarkChange(b *testing.B) {
	on := serving(b, "127.0.0.1")
	const plan = "authority: stockton-on-tees\ndraws: %[1]d\nlevers:\n  - resourced-provision: {from: 2024-autumn, places: %[2]d}\n"
	for _, draws := range []int{40, 100, 200} {
		change := func(b *testing.B, places int) {
			id := begin(b, on.URL, fmt.Sprintf(plan, draws, places))
			if events := watch(b, b.Context(), on.URL, id, func(event string) bool { return event == "result" }); !strings.Contains(strings.Join(events, " "), "result") {
				b.Fatal(events)
			}
			if got, _ := ask(b, "GET", fmt.Sprintf("%s/api/runs/%d/results/%d", on.URL, id, draws), ""); got != 200 {
				b.Fatal(got)
			}
		}
		b.Run(fmt.Sprintf("draws=%d", draws), func(b *testing.B) {
			change(b, 1)
			from, i := cpu(b), 0
			for b.Loop() {
				change(b, 2+i%1500)
				i++
			}
			b.ReportMetric(float64((cpu(b)-from).Milliseconds())/float64(i), "cpu-ms/op")
		})
	}
}

// cpu is the time of the processors that this process took.
func cpu(b *testing.B) time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		b.Fatal(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}
