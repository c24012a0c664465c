package cohorts_test

import (
	"testing"

	"sendsim/cohorts"
	"sendsim/cohorts/steptest"
	"sendsim/internal/rng"
)

const decade = 31 // terms from a January census to the end of ten financial years

// live lives a decade of one future, calling each after every term.
func live(w *cohorts.Scratch, p *cohorts.Params, start *cohorts.State, f *cohorts.Factors, key rng.Key, each func(*cohorts.State, *cohorts.Flows)) {
	state := *start
	var flows cohorts.Flows
	w.Begin(p)
	for range decade {
		w.Advance(&state, f, key, &flows)
		each(&state, &flows)
	}
}

func TestThePlainAuthorityIsSound(t *testing.T) {
	p, _ := steptest.Plain(1, decade)
	if err := p.Check(decade); err != nil {
		t.Fatal(err)
	}
}

func TestChildrenAreConservedTermByTerm(t *testing.T) {
	p, start := steptest.Plain(1, decade)
	rest := cohorts.Rest()
	w := cohorts.NewScratch()
	for draw := range uint64(50) {
		before := start.Population()
		live(w, p, start, &rest, rng.Seed(1).Nth(draw), func(s *cohorts.State, f *cohorts.Flows) {
			if after := s.Population(); after != before+f.FromOutside() {
				t.Fatalf("draw %d, %v: %d children, %d before and %d net from outside", draw, s.Term, after, before, f.FromOutside())
			}
			before = s.Population()
		})
	}
}

func BenchmarkDecade(b *testing.B) {
	for _, size := range []struct {
		name  string
		scale float64
	}{{"Stockton", 1}, {"Kent", 9}} {
		b.Run(size.name, func(b *testing.B) {
			p, start := steptest.Plain(size.scale, decade)
			rest := cohorts.Rest()
			w := cohorts.NewScratch()
			b.ReportAllocs()
			for i := range b.N {
				live(w, p, start, &rest, rng.Seed(1).Nth(uint64(i)), func(*cohorts.State, *cohorts.Flows) {})
			}
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "futures/s")
		})
	}
}
