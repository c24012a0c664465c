package oracle

import (
	"math"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"sendsim/cohorts"
)

// collected is a collection of one column, filled by draw.
func collected(n int, draw func() float64) *Moments {
	m := &Moments{columns: []Column{{Name: "x"}}}
	for range n {
		m.columns[0].Values = append(m.columns[0].Values, draw())
	}
	return m
}

// laws are the kinds of column that futures give: wide, skewed, of few
// children, of hardly any, heavy in the tail.
func laws(r *rand.Rand) []law {
	u := Uniform(r.Float64)
	return []law{
		{"normal", r.NormFloat64},
		{"skewed", r.ExpFloat64},
		{"counts", func() float64 { return float64(u.poisson(3)) }},
		{"few", func() float64 { return float64(u.poisson(0.05)) }},
		{"heavy", func() float64 { return r.NormFloat64() * math.Exp(r.NormFloat64()/2) }},
		{"twofold", func() float64 { return b2f(u.happens(0.4)) }},
	}
}

type law struct {
	name string
	draw func() float64
}

// TestSameDistribution says that z is as often beyond 2 and 3 as a standard
// normal: 4.6 and 0.27 in a hundred. Each law is held against itself.
func TestSameDistribution(t *testing.T) {
	const rounds = 1500
	for _, l := range laws(rand.New(rand.NewPCG(41, 1))) {
		name, draw := l.name, l.draw
		beyond := map[string]*[3]float64{}
		for range rounds {
			for _, d := range Compare(collected(1000, draw), collected(400, draw)) {
				kind, _, _ := strings.Cut(d.Statistic, " ")
				if beyond[kind] == nil {
					beyond[kind] = &[3]float64{}
				}
				beyond[kind][0]++
				beyond[kind][1] += b2f(math.Abs(d.Z) > 2)
				beyond[kind][2] += b2f(math.Abs(d.Z) > 3)
				if math.Abs(d.Z) > 5 {
					t.Errorf("%s: %v", name, d)
				}
			}
		}
		for kind, n := range beyond {
			two, three := n[1]/n[0], n[2]/n[0]
			// Discrete columns have steps in their rates; quantiles of one
			// column go together, so n[0] is fewer trials than it seems.
			if two < 0.025 || two > 0.065 || three > 0.009 {
				t.Errorf("%s: %s beyond 2 in %.4f, beyond 3 in %.4f of %g", name, kind, two, three, n[0])
			}
		}
	}
}

// TestShiftIsSeen says what 2,000 futures on either side find out: a shift by
// a fifth of a standard deviation, a spread wider by a seventh, a tail bent with
// mean and variance kept.
func TestShiftIsSeen(t *testing.T) {
	r := rand.New(rand.NewPCG(42, 1))
	u := Uniform(r.Float64)
	for _, c := range []struct {
		name      string
		a, b      func() float64
		statistic string
	}{
		{"shift", r.NormFloat64, func() float64 { return r.NormFloat64() + 0.2 }, "mean"},
		{"whole shift", func() float64 { return float64(u.poisson(25)) }, func() float64 { return float64(u.poisson(26)) }, "mean"},
		{"spread", r.NormFloat64, func() float64 { return r.NormFloat64() * 1.15 }, "variance"},
		{"tail", r.NormFloat64, func() float64 { return r.ExpFloat64() - 1 }, "share"},
	} {
		missed := 0
		for range 50 {
			seen := false
			for _, d := range Beyond(Compare(collected(2000, c.a), collected(2000, c.b)), 4) {
				seen = seen || strings.HasPrefix(d.Statistic, c.statistic)
			}
			missed += int(1 - b2f(seen))
		}
		if missed > 3 {
			t.Errorf("%s is missed in %d of 50", c.name, missed)
		}
	}
}

func TestCompareConstants(t *testing.T) {
	constant := func(x float64) *Moments { return collected(100, func() float64 { return x }) }
	if far := Beyond(Compare(constant(3), constant(3)), 0); len(far) != 0 {
		t.Errorf("the same constant differs: %v", far)
	}
	far := Beyond(Compare(constant(3), constant(4)), 4)
	if len(far) == 0 || !math.IsInf(far[0].Z, -1) || far[0].Statistic != "mean" {
		t.Errorf("3 and 4 are told apart by %v", far)
	}
}

func TestColumn(t *testing.T) {
	c := Column{Values: []float64{4, 1, 3, 2}}
	if c.Mean() != 2.5 || math.Abs(c.Variance()-5.0/3) > 1e-12 {
		t.Errorf("mean %g, variance %g", c.Mean(), c.Variance())
	}
	for _, q := range []struct{ p, want float64 }{{0, 1}, {0.25, 1}, {0.26, 2}, {0.5, 2}, {1, 4}} {
		if got := c.Quantile(q.p); got != q.want {
			t.Errorf("quantile %g is %g", q.p, got)
		}
	}
}

// TestCountsMissNothing says that every number of the flows is a column of its
// own.
func TestCountsMissNothing(t *testing.T) {
	var f cohorts.Flows
	next := int64(1)
	var fill func(v reflect.Value)
	fill = func(v reflect.Value) {
		switch v.Kind() {
		case reflect.Struct:
			for i := range v.NumField() {
				fill(v.Field(i))
			}
		case reflect.Array:
			for i := range v.Len() {
				fill(v.Index(i))
			}
		default:
			v.SetInt(next)
			next++
		}
	}
	fill(reflect.ValueOf(&f).Elem())
	seen, names := map[int]bool{}, map[string]bool{}
	for _, q := range counts(&f) {
		seen[q.value], names[q.name] = true, true
	}
	if int64(len(seen)) != next-1 || len(names) != len(seen) {
		t.Errorf("%d numbers in the flows, %d seen under %d names", next-1, len(seen), len(names))
	}
}

func TestMoments(t *testing.T) {
	p, start := Synthetic()
	first, second := cohorts.Term{Year: 2024, Part: cohorts.Summer}, cohorts.Term{Year: 2025, Part: cohorts.Spring}
	m := NewMoments(second, first)
	var plans [][2]float64
	var requests [][2]float64
	u := seeded(43)
	for range 3 {
		var n, r [2]float64
		i := 0
		Future(p, start, Levers, 7, u, func(s *cohorts.State, f *cohorts.Flows) {
			if i < 2 {
				r[i] += float64(f.Requests)
			}
			if lived(s) == first || lived(s) == second {
				n[i] = float64(s.Plans())
				i++
			}
			m.Each(s, f)
		})
		plans, requests = append(plans, n), append(requests, r)
	}
	more := NewMoments(first, second)
	more.Merge(m)
	if m.Futures() != 3 || more.Futures() != 3 {
		t.Fatalf("%d futures", m.Futures())
	}
	for _, c := range more.Columns() {
		at := int(b2f(c.Term == second))
		for i, x := range c.Values {
			if c.Name == "plans" && x != plans[i][at] || c.Name == "requests" && x != requests[i][at] {
				t.Errorf("%v %s of future %d: %g", c.Term, c.Name, i, x)
			}
		}
	}
}

// TestTogether says that luck shared by two columns, each right by itself, is
// seen, and that independent columns are let pass.
func TestTogether(t *testing.T) {
	r := rand.New(rand.NewPCG(44, 1))
	pair := func(shared float64) *Moments {
		m := &Moments{columns: []Column{{Name: "x"}, {Name: "y"}, {Name: "constant"}}}
		for range 4000 {
			x := r.NormFloat64()
			y := shared*x + math.Sqrt(1-shared*shared)*r.NormFloat64()
			for i, v := range []float64{x, y, 3} {
				m.columns[i].Values = append(m.columns[i].Values, v)
			}
		}
		return m
	}
	beyond := 0
	for range 200 {
		far, pairs := Together(pair(0.3), pair(0.3), 2)
		beyond += len(far)
		if pairs != 1 {
			t.Fatalf("%d pairs of two columns that vary", pairs)
		}
	}
	if beyond > 20 {
		t.Errorf("the same correlation is beyond 2 in %d of 200", beyond)
	}
	if far, _ := Together(pair(0), pair(0.2), 4); len(far) != 1 || far[0].Statistic != "correlation" {
		t.Errorf("a correlation of 0.2 is missed: %v", far)
	}
}

// What lies apart twice lasts; what lies apart once, or each time another way,
// does not, and nothing is lived again where nothing lies apart.
func TestLastingDifferences(t *testing.T) {
	far := func(name string, z float64) []Difference { return []Difference{{Name: name, Z: z}} }
	for _, c := range []struct {
		first, again []Difference
		rounds, last int
	}{
		{far("plans", 3.9), nil, 1, 0},
		{far("plans", 4.1), far("plans", 2.9), 2, 0},
		{far("plans", 4.1), far("plans", 3.1), 2, 1},
		{far("plans", -4.1), far("plans", 3.1), 2, 0},
		{far("plans", 4.1), far("ended", 9), 2, 0},
		{far("plans", math.Inf(1)), far("plans", math.Inf(1)), 2, 1},
	} {
		rounds := 0
		got := Lasting(4, func(set uint64) []Difference {
			rounds++
			return [][]Difference{c.first, c.again}[set]
		})
		if rounds != c.rounds || len(got) != c.last {
			t.Errorf("%v then %v: %d rounds, %d last", c.first, c.again, rounds, len(got))
		}
	}
}
