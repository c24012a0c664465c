package sim

import (
	"math"
	"os"
	"strconv"
	"testing"

	"sendsim/calibration"
	"sendsim/cohorts"
	"sendsim/internal/oracle"
	"sendsim/internal/rng"
	"sendsim/sim/finance"
)

// oracleFutures is how many futures of real authorities are held against the
// child-by-child simulation, and how many standard errors apart they may be:
// few and five in every test; as many as ORACLE_FUTURES says and four where
// make oracle asks.
func oracleFutures(few int) (n int, z float64) {
	if n, err := strconv.Atoi(os.Getenv("ORACLE_FUTURES")); err == nil {
		return n, 4
	}
	return few, 5
}

// Real authorities, lived child by child with the same settled parameters and
// prices, have the same plans, flows and deficit: in mean, variance and
// quantiles.
func TestOracleAgreesOnRealAuthorities(t *testing.T) {
	if testing.Short() {
		t.Skip("the oracle lives every child: not under the race detector")
	}
	lib, err := calibration.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	world, err := NewWorld(lib)
	if err != nil {
		t.Fatal(err)
	}
	for name, few := range map[string]int{"rutland": 120, "hartlepool": 120, "stockton-on-tees": 60} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			n, z := oracleFutures(few)
			agrees(t, world, name, n, z)
		})
	}
}

func agrees(t *testing.T, world *World, name string, futures int, z float64) {
	s := Default()
	s.Areas = []string{name}
	m, err := NewModel(world, s)
	if err != nil {
		t.Fatal(err)
	}
	w := m.newWorker()
	w.settle(&m.authorities[0], 5)
	for _, d := range oracle.Lasting(z, func(set uint64) []oracle.Difference { return apart(m, w, futures, set) }) {
		t.Error(d)
	}
}

// apart lives futures of a worker's settled authority on both sides, and is
// where they differ.
func apart(m *Model, w *worker, futures int, set uint64) []oracle.Difference {
	terms := 1 + m.Years*int(cohorts.NumParts)
	chosen := []cohorts.Term{{Year: 2024, Part: cohorts.Autumn}, {Year: 2027, Part: cohorts.Autumn}, {Year: 2033, Part: cohorts.Autumn}}
	ours, theirs := oracle.NewMoments(chosen...), oracle.NewMoments(chosen...)
	books, books2 := &ledger{tariff: &w.tariff, start: w.state}, &ledger{tariff: &w.tariff, start: w.state}

	rest := cohorts.Rest()
	var flows cohorts.Flows
	for draw := range futures {
		state := w.state
		w.scratch.Begin(&w.params)
		books.open()
		for range terms {
			w.scratch.Advance(&state, &rest, rng.Seed(21).Nth(set).Nth(uint64(draw)), &flows)
			ours.Each(&state, &flows)
			books.term(&state, &flows)
		}
	}
	luck := rng.Seed(22).Nth(set).Stream()
	atRest := func(cohorts.Term) cohorts.Factors { return cohorts.Rest() }
	for range futures {
		books2.open()
		oracle.Future(&w.params, &w.state, atRest, terms, luck.Uniform, func(s *cohorts.State, f *cohorts.Flows) {
			theirs.Each(s, f)
			books2.term(s, f)
		})
	}
	all := oracle.Compare(ours, theirs)
	for y := range books.deficit {
		at := cohorts.Term{Year: cohorts.Year(2024 + y), Part: cohorts.Spring}
		all = append(all, compareDeficit(at, books.deficit[y], books2.deficit[y])...)
	}
	return all
}

// ledger keeps the cumulative deficit of futures lived term by term.
type ledger struct {
	tariff  *finance.Tariff
	start   cohorts.State
	before  finance.Counts
	account finance.Account
	lived   int
	deficit [10][]float64
}

func (l *ledger) open() { l.before, l.lived = finance.Count(&l.start), 0 }

func (l *ledger) term(s *cohorts.State, f *cohorts.Flows) {
	after := finance.Count(s)
	part := previousTerm(s.Term)
	if l.lived > 0 {
		if part.Part == cohorts.Summer {
			var last *finance.Account
			if l.lived > 1 {
				closed := l.account
				last = &closed
			}
			l.tariff.Open(&l.account, last, part.Financial())
		}
		l.tariff.Term(&l.account, &l.before, &after, f, part, nil)
		if part.Part == cohorts.Spring {
			l.tariff.Settle(&l.account)
			y := l.lived/int(cohorts.NumParts) - 1
			l.deficit[y] = append(l.deficit[y], float64(l.account.Net))
		}
	}
	l.before = after
	l.lived++
}

// compareDeficit compares the mean and the variance of two samples of the
// cumulative deficit at the end of a term.
func compareDeficit(at cohorts.Term, a, b []float64) []oracle.Difference {
	stats := func(v []float64) (mean, variance, fourth float64) {
		n := float64(len(v))
		for _, x := range v {
			mean += x / n
		}
		for _, x := range v {
			d := (x - mean) * (x - mean)
			variance += d / n
			fourth += d * d / n
		}
		return
	}
	n := float64(len(a))
	ma, va, fa := stats(a)
	mb, vb, fb := stats(b)
	return []oracle.Difference{
		{Term: at, Name: "cumulative deficit", Statistic: "mean", A: ma, B: mb, Z: (ma - mb) / math.Sqrt((va+vb)/n)},
		{Term: at, Name: "cumulative deficit", Statistic: "variance", A: va, B: vb, Z: (va - vb) / math.Sqrt((fa-va*va+fb-vb*vb)/n)},
	}
}
