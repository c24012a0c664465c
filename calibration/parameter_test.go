package calibration

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"

	"sendsim/internal/rng"
)

func TestTransformsAreInverse(t *testing.T) {
	for tr := range numTransforms {
		for _, x := range []float64{.02, .3, .7, .98} {
			near(t, tr.String(), tr.From(tr.To(x)), x, 1e-12)
		}
	}
}

// Worked sum: a factor between 0.8 and 1.25 on the log scale has the median 1,
// and four in five draws lie between the two.
func TestLowAndHighAreP10AndP90(t *testing.T) {
	p := judged("x", "factor", "a test", Entry, Log, .8, 1.25)
	near(t, "P10", p.Quantile(.1), .8, 1e-12)
	near(t, "P50", p.Quantile(.5), 1, 1e-12)
	near(t, "P90", p.Quantile(.9), 1.25, 1e-12)
	near(t, "contraction of what nothing was learned of", p.Contraction(), 0, 0)
	p.Post.SD = p.Prior.SD / 2
	near(t, "contraction", p.Contraction(), .75, 1e-12)
}

// The volatility is inverse gamma: the scale on which it is drawn gives its
// quantiles within two parts in a hundred.
func TestVolatilityIsInverseGamma(t *testing.T) {
	l := level{Shape: 7.4, Scale: 5.5}
	p := Parameter{Transform: InverseCubeRoot, Post: l.volatility()}
	gamma := distuv.Gamma{Alpha: l.Shape, Beta: l.Scale}
	for _, u := range []float64{.025, .1, .5, .9, .975} {
		want := 1 / gamma.Quantile(1-u)
		near(t, "quantile", p.Quantile(u)/want, 1, .02)
	}
}

func table() []Parameter {
	return []Parameter{
		judged("one", "share", "a test", Entry, Logit, .2, .6),
		{Name: "two", Unit: "factor", Says: "a test", Group: Leaving, Scope: Local, Transform: Log, Post: Dist{0, .5}},
		judged("three", "a year", "a test", Places, Identity, -1, 1),
	}
}

// A parameter added, or moved in the table, keeps the luck of the others.
func TestDrawsAreKeyedByName(t *testing.T) {
	luck, area := LuckOf(rng.Seed(3)), rng.Name("E06000004")
	before := Draws(table(), 17, &luck, area)
	more := append([]Parameter{judged("zero", "share", "a test", Entry, Logit, .1, .2)}, table()...)
	after := Draws(more, 17, &luck, area)
	for i, x := range before {
		if after[i+1] != x {
			t.Errorf("%s was %v and is %v after another was added", table()[i].Name, x, after[i+1])
		}
	}
}

// A parameter of the nation is the same for two authorities, one of an
// authority is not; a group drawn anew changes nothing else.
func TestScopeAndGroup(t *testing.T) {
	luck := LuckOf(rng.Seed(3))
	a := Draws(table(), 5, &luck, rng.Name("E06000004"))
	b := Draws(table(), 5, &luck, rng.Name("E06000054"))
	if a[0] != b[0] || a[2] != b[2] || a[1] == b[1] {
		t.Errorf("two authorities drew %v and %v: the second alone is to differ", a, b)
	}
	anew := luck
	anew[Places] = rng.Seed(4)
	c := Draws(table(), 5, &anew, rng.Name("E06000004"))
	if c[0] != a[0] || c[1] != a[1] || c[2] == a[2] {
		t.Errorf("with places drawn anew %v became %v: the third alone is to differ", a, c)
	}
}

func TestDrawsHaveTheirDistribution(t *testing.T) {
	list := table()
	made := NewTable(list)
	luck, area := LuckOf(rng.Seed(8)), rng.Name("E06000004")
	const n = 20000
	into := make([]float64, made.Len())
	sums, squares := make([]float64, made.Len()), make([]float64, made.Len())
	for k := range n {
		made.Draw(k, &luck, area, into)
		for i, x := range into {
			y := list[i].Transform.To(x)
			sums[i] += y
			squares[i] += y * y
		}
	}
	for i, p := range list {
		mean := sums[i] / n
		near(t, p.Name+" mean", mean, p.Post.Mean, 4*p.Post.SD/math.Sqrt(n))
		near(t, p.Name+" sd", math.Sqrt(squares[i]/n-mean*mean), p.Post.SD, .02*p.Post.SD)
	}
}

// Every parameter is whole: a name of its own, a unit, words, a source, a
// range that is a range, and somebody who could do better where it is assumed.
func TestAssumptionsAreWhole(t *testing.T) {
	seen := map[string]bool{}
	for _, p := range append(assumptions(), nationalPriors...) {
		for _, fault := range p.faults() {
			t.Error(fault)
		}
		if seen[p.Name] {
			t.Errorf("%s stands twice", p.Name)
		}
		seen[p.Name] = true
		if !p.Identified && (p.Post.SD <= 0 || p.Better == "") {
			t.Errorf("%s is an assumption without a range, or nobody could replace it", p.Name)
		}
	}
}
