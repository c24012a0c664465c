package cohorts_test

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"

	"sendsim/cohorts"
	"sendsim/cohorts/steptest"
	"sendsim/internal/rng"
)

// limit is how many standard errors a mean may be from its expectation. Seeds
// are fixed: a claim that holds once holds for ever.
const limit = 4

// unlikely is the chance of a standard normal beyond limit, either side.
var unlikely = 2 * distuv.UnitNormal.Survival(limit)

// scene is an authority in which nothing happens but what a test puts in,
// about to live the first of its terms in many futures.
type scene struct {
	p *cohorts.Params
	s *cohorts.State
	f cohorts.Factors
}

// sceneTerms is how many terms the parameters of a scene reach.
const sceneTerms = 7

func newScene(first cohorts.Part) *scene {
	p, s := steptest.Still(cohorts.Term{Year: 2024, Part: first}, sceneTerms)
	return &scene{p, s, cohorts.Rest()}
}

// put adds n children with a plan.
func (sc *scene) put(n int32, a cohorts.Age, d cohorts.Need, at cohorts.Setting) {
	sc.s.Put(cohorts.Cell{Age: a, Need: d, Setting: at}, n)
}

// places sets the places of a setting in every term.
func (sc *scene) places(at cohorts.Setting, n float64) {
	for t := range sc.p.Placement.Places {
		sc.p.Placement.Places[t][at] = n
	}
}

// after is the end of a term, and what happened in it.
type after struct {
	*cohorts.State
	*cohorts.Flows
}

// cell is the number of children in a cell.
func (a after) cell(age cohorts.Age, d cohorts.Need, at cohorts.Setting) int32 {
	return a.Cell(cohorts.Cell{Age: age, Need: d, Setting: at})
}

// inNeed is the number of children with a plan for a need.
func (a after) inNeed(d cohorts.Need) (n int32) {
	for _, s := range cohorts.Settings() {
		for age := range cohorts.Age(cohorts.NumAges) {
			n += a.cell(age, d, s)
		}
	}
	return n
}

// futures lives one term in each of many futures.
func (sc *scene) futures(t *testing.T, n int, each func(after)) {
	t.Helper()
	sc.lives(t, n, 1, func(_ int, a after) { each(a) })
}

// lives lives some terms in each of many futures, fewer in short tests.
func (sc *scene) lives(t *testing.T, n, terms int, each func(term int, a after)) {
	t.Helper()
	if err := sc.p.Check(terms); err != nil {
		t.Fatal(err)
	}
	if testing.Short() {
		n = max(1, n/8)
	}
	scratch := cohorts.NewScratch()
	scratch.Begin(sc.p)
	var flows cohorts.Flows
	for draw := range n {
		s := *sc.s
		key := rng.Seed(1).Nth(uint64(draw))
		for term := range terms {
			scratch.Advance(&s, &sc.f, key, &flows)
			each(term, after{&s, &flows})
		}
	}
}

// once lives one term of one future, in which nothing is left to chance.
func (sc *scene) once(t *testing.T) (cohorts.State, cohorts.Flows) {
	t.Helper()
	var s cohorts.State
	var f cohorts.Flows
	sc.futures(t, 1, func(a after) { s, f = *a.State, *a.Flows })
	return s, f
}

// A claim is the expectation of a number at the end of the term, and, where it
// is above 0, its variance.
type claim struct {
	what     string
	mean     float64
	of       func(after) int32
	variance float64
}

// expect holds claims against many futures.
func (sc *scene) expect(t *testing.T, futures int, claims ...claim) {
	t.Helper()
	got := make([]tally, len(claims))
	sc.futures(t, futures, func(a after) {
		for i, c := range claims {
			got[i].add(float64(c.of(a)))
		}
	})
	for i, c := range claims {
		got[i].hold(t, c.what, c.mean, c.variance)
	}
}

// tally sums powers of what it is given, about the first.
type tally struct{ n, first, s1, s2, s3, s4 float64 }

func (y *tally) add(x float64) {
	if y.n == 0 {
		y.first = x
	}
	d := x - y.first
	y.n++
	y.s1 += d
	y.s2 += d * d
	y.s3 += d * d * d
	y.s4 += d * d * d * d
}

func (y *tally) mean() float64 { return y.first + y.s1/y.n }

// hold fails unless the mean, and the variance if it is claimed, are within
// their standard errors. What never varies has to be exact.
func (y *tally) hold(t *testing.T, what string, mean, variance float64) {
	t.Helper()
	m := y.s1 / y.n
	v := y.s2/y.n - m*m
	se := math.Sqrt(v / y.n)
	if d := math.Abs(y.mean() - mean); !(d <= limit*se || d < 1e-9) {
		t.Errorf("%s: %.4f on average, expected %.4f (standard error %.4f)", what, y.mean(), mean, se)
	}
	if variance == 0 {
		return
	}
	fourth := y.s4/y.n - 4*m*y.s3/y.n + 6*m*m*y.s2/y.n - 3*m*m*m*m
	// The error of a variance is that of the claimed one: one from the sample
	// alone is too small where the variance happens to be.
	se = variance * math.Sqrt((fourth/(v*v)-1)/y.n)
	if d := math.Abs(v - variance); !(d <= limit*se+variance/y.n) {
		t.Errorf("%s: variance %.4f, expected %.4f (standard error %.4f)", what, v, variance, se)
	}
}

// fits holds counts against the shares that they are expected to have, by
// chi-square; what has no share must not be.
func fits(t *testing.T, what string, counts []int, shares []float64) {
	t.Helper()
	n, total := 0, 0.0
	for i, c := range counts {
		n += c
		total += shares[i]
	}
	chi, cells := 0.0, -1
	for i, c := range counts {
		if shares[i] == 0 {
			if c > 0 {
				t.Errorf("%s: %d at %d, where none may be", what, c, i)
			}
			continue
		}
		want := float64(n) * shares[i] / total
		chi += (float64(c) - want) * (float64(c) - want) / want
		cells++
	}
	if p := (distuv.ChiSquared{K: float64(cells)}).Survival(chi); !(p > unlikely) {
		t.Errorf("%s: chi-square %.1f of %d, p = %.2g; %v of shares %.3f", what, chi, cells, p, counts, shares)
	}
}

// binomial is the variance of a number of n children, each with chance p.
func binomial(n, p float64) float64 { return n * p * (1 - p) }

// meets is the chance of a hazard over a term.
func meets(hazard float64) float64 { return 1 - math.Exp(-hazard) }
