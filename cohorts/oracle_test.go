package cohorts_test

import (
	"os"
	"strconv"
	"testing"

	"sendsim/cohorts"
	"sendsim/internal/oracle"
	"sendsim/internal/rng"
)

// engine lives futures of the cohort simulation and takes their moments.
func engine(p *cohorts.Params, start *cohorts.State, factors func(cohorts.Term) cohorts.Factors, terms, futures int, set uint64, into *oracle.Moments) {
	w := cohorts.NewScratch()
	var flows cohorts.Flows
	for draw := range futures {
		s := *start
		s.Term = p.First
		w.Begin(p)
		for range terms {
			f := factors(s.Term)
			w.Advance(&s, &f, rng.Seed(7).Nth(set).Nth(uint64(draw)), &flows)
			into.Each(&s, &flows)
		}
	}
}

// childByChild lives as many futures of the oracle.
func childByChild(p *cohorts.Params, start *cohorts.State, factors func(cohorts.Term) cohorts.Factors, terms, futures int, set uint64, into *oracle.Moments) {
	luck := rng.Seed(8).Nth(set).Stream()
	for range futures {
		oracle.Future(p, start, factors, terms, luck.Uniform, into.Each)
	}
}

func atRest(cohorts.Term) cohorts.Factors { return cohorts.Rest() }

// The cohort simulation and a child-by-child one, written from the timetable
// alone, agree in the mean, the variance and the quantiles of every flow and
// every stock, at rest and with every factor moved.
func TestOracleAgreesOnTheSyntheticAuthority(t *testing.T) {
	futures := 1000
	if testing.Short() {
		futures = 300
	}
	if n, err := strconv.Atoi(os.Getenv("ORACLE_FUTURES")); err == nil { // make oracle asks for many
		futures = n
	}
	for name, factors := range map[string]func(cohorts.Term) cohorts.Factors{"at rest": atRest, "under levers": oracle.Levers} {
		t.Run(name, func(t *testing.T) {
			p, start := oracle.Synthetic()
			chosen := []cohorts.Term{{Year: 2024, Part: cohorts.Spring}, {Year: 2025, Part: cohorts.Spring}, {Year: 2027, Part: cohorts.Autumn}, {Year: 2029, Part: cohorts.Autumn}}
			for _, d := range oracle.Lasting(4, func(set uint64) []oracle.Difference {
				ours, theirs := oracle.NewMoments(chosen...), oracle.NewMoments(chosen...)
				engine(p, start, factors, 18, futures, set, ours)
				childByChild(p, start, factors, 18, futures, set, theirs)
				return oracle.Compare(ours, theirs)
			}) {
				t.Error(d)
			}
		})
	}
}

// A year lived in another order is another model, and the comparison says so.
func TestOracleCatchesSwappedSteps(t *testing.T) {
	swap := func(a, b string) {
		i, j := stepNamed(t, a), stepNamed(t, b)
		cohorts.Steps[i], cohorts.Steps[j] = cohorts.Steps[j], cohorts.Steps[i]
	}
	chosen := cohorts.Term{Year: 2027, Part: cohorts.Autumn}
	p, start := oracle.Synthetic()
	theirs := oracle.NewMoments(chosen)
	childByChild(p, start, atRest, 9, 500, 0, theirs)
	for _, pair := range [][2]string{{"redesignate", "transfer"}, {"identify", "request"}, {"request", "decide"}, {"assess", "dispute"}} {
		swap(pair[0], pair[1])
		ours := oracle.NewMoments(chosen)
		engine(p, start, atRest, 9, 500, 0, ours)
		swap(pair[0], pair[1])
		if len(oracle.Beyond(oracle.Compare(ours, theirs), 6)) == 0 {
			t.Errorf("%s and %s were swapped, and nothing was seen", pair[0], pair[1])
		}
	}
}

func stepNamed(t *testing.T, name string) int {
	for i, s := range cohorts.Steps {
		if s.Name == name {
			return i
		}
	}
	t.Fatalf("no step is named %s", name)
	return 0
}
