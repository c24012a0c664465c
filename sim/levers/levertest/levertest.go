// Package levertest holds every lever to the promises that all levers make.
package levertest

import (
	"slices"
	"strings"
	"testing"

	"sendsim/cohorts"
	"sendsim/internal/rng"
	"sendsim/internal/strict"
	"sendsim/sim/levers"
)

const (
	futures     = 20 // in which a promise is looked at
	termsBefore = 6
	termsAfter  = 60 // twenty years
)

// key is the run whose futures are looked at.
var key = rng.Seed(1)

// Check holds a lever to its promises. Its first term must be set; its other
// settings are its own or the defaults of its card. It counts allocations, so
// it is not for tests that run beside others.
func Check(t *testing.T, lever levers.Lever) {
	t.Helper()
	for _, promise := range []struct {
		name string
		keep func(*testing.T, levers.Lever)
	}{
		{"is valid", valid},
		{"has a card that says all", card},
		{"does something", acts},
		{"does nothing at rest", rests},
		{"does nothing before its first term", waits},
		{"begins when what it waits for is there", follows},
		{"pays what it costs, while it runs", pays},
		{"commutes with every lever", commutes},
		{"comes back from a file as it went", returns},
		{"moves one way with a monotone dial", monotone},
		{"settles without allocating", settles},
	} {
		t.Run(promise.name, func(t *testing.T) { promise.keep(t, levers.Clone(lever)) })
		if lever.Card().Reserves {
			reserved := levers.Clone(lever)
			levers.ReservedBy(reserved).Needs = cohorts.NeedsOf(cohorts.SEMH, cohorts.ASD, cohorts.SLCN)
			t.Run(promise.name+", its places reserved", func(t *testing.T) { promise.keep(t, reserved) })
		}
	}
}

func valid(t *testing.T, l levers.Lever) {
	if err := l.Validate(); err != nil {
		t.Error(err)
	}
	for _, d := range l.Card().AllDials() {
		set := d.Of(l)
		was := *set
		for _, wrong := range []strict.Range{strict.Exactly(d.Low - 1), strict.Exactly(d.High + 1), strict.Between(d.High, d.Low)} {
			if set.Range = wrong; l.Validate() == nil {
				t.Errorf("%s: %s is found valid", d.Name, d.Format(wrong))
			}
		}
		*set = was
	}
	l.Common().From = cohorts.Term{}
	if l.Validate() == nil {
		t.Error("it is found valid without a first term")
	}
}

// acts looks for a term of the futures in which anything is changed.
func acts(t *testing.T, l levers.Lever) {
	l.Common().Cost = nil
	if !anywhere(l, func(_ cohorts.Term, terms *levers.Terms) bool { return !same(terms, atRest) }) {
		t.Error("in no term of its futures does it change anything")
	}
}

// follows has the lever wait for another that comes a year late, and for one
// that is not there.
func follows(t *testing.T, l levers.Lever) {
	withCost(l)
	first, _ := levers.New("timeliness")
	p := first.Common()
	p.Name, p.From, p.Ramp = "first", l.Common().From, levers.Ramp{Shape: levers.Step}
	p.Delivery.Late.Range, p.Delivery.Realised.Range = strict.Exactly(10), strict.Exactly(0.5)
	waiting, planned, without := levers.Clone(l), levers.Clone(l), levers.Clone(l)
	waiting.Common().After = []string{"first"}
	for monthsBetween(l.Common().From, planned.Common().From) < 10 {
		planned.Common().From = planned.Common().From.Next()
	}
	without.Common().After = []string{"first", "not there"}
	for draw := range futures {
		for _, x := range []struct {
			says      string
			got, want *levers.Policy
		}{
			{"after another", levers.NewPolicy(waiting, first), levers.NewPolicy(planned, first)},
			{"after what is not there", levers.NewPolicy(without, first), levers.NewPolicy(first)},
		} {
			var got, want levers.Policy
			x.got.Settle(draw, key, &got)
			x.want.Settle(draw, key, &want)
			for _, term := range span(l) {
				var is, should levers.Terms
				got.Apply(term, &is)
				want.Apply(term, &should)
				if !same(&is, &should) {
					t.Fatalf("%s, in %s: %s", x.says, term, difference(&is, &should))
				}
			}
		}
	}
}

// monthsBetween is the time from the start of one term to that of another.
func monthsBetween(from, to cohorts.Term) (months float64) {
	for ; from.Before(to); from = from.Next() {
		months += from.Part.Months()
	}
	return months
}

// rests turns down each dial that rests at 0.
func rests(t *testing.T, l levers.Lever) {
	l.Common().Cost = nil
	for _, d := range l.Card().AllDials() {
		if !d.Rests {
			continue
		}
		still := levers.Clone(l)
		d.Of(still).Range = strict.Exactly(0)
		anywhere(still, func(term cohorts.Term, terms *levers.Terms) bool {
			if same(terms, atRest) {
				return false
			}
			t.Errorf("with %s at 0 it changes %s in %s", d.Name, difference(terms, atRest), term)
			return true
		})
	}
}

func waits(t *testing.T, l levers.Lever) {
	withCost(l)
	anywhere(l, func(term cohorts.Term, terms *levers.Terms) bool {
		if !term.Before(l.Common().From) || same(terms, atRest) {
			return false
		}
		t.Errorf("it changes %s in %s", difference(terms, atRest), term)
		return true
	})
}

// returns writes and reads the lever, with every dial a range.
func returns(t *testing.T, l levers.Lever) {
	withCost(l)
	p := l.Common()
	p.Name, p.Fade = `a "name": of #1`, 7.5
	p.Until = p.From.Next().Next()
	for i, d := range l.Card().AllDials() {
		width := (d.High - d.Low) / 3
		r := strict.Around(d.Low+width/7, d.Low+width, d.High-width)
		if i%2 == 0 {
			r = strict.Between(d.Low+width/3, d.High-width)
		}
		d.Of(l).Range = r
	}
	l.Common().After = []string{"phase 1", "a: b"}
	want := written(l)
	doc := strict.Parse("lever.yaml", []byte(want))
	read := levers.Read(doc.Key("levers"))
	if err := doc.Err(); err != nil || len(read) != 1 {
		t.Fatalf("%s\nis not read again: %v", want, err)
	}
	if got := written(read[0].Lever); got != want {
		t.Errorf("written\n%sread and written\n%s", want, got)
	}
	if got := levers.NeedsOf(read[0].Lever); !slices.Equal(got, levers.NeedsOf(l)) {
		t.Errorf("reserved for %v, which came back as %v", levers.NeedsOf(l), got)
	}
	for _, d := range l.Card().AllDials() {
		if got := d.Of(read[0].Lever).Range; got != d.Of(l).Range {
			t.Errorf("%s: %v came back as %v", d.Name, d.Of(l).Range, got)
		}
	}
}

// monotone turns up each monotone dial and asks every number of each term of a
// future to go one way: what costs first may save later.
func monotone(t *testing.T, l levers.Lever) {
	const steps, futures = 8, 5
	withCost(l)
	for _, d := range l.Card().AllDials() {
		if !d.Monotone {
			continue
		}
		moved := false
		for draw := range futures {
			away := map[cohorts.Term]map[int]float64{} // which way each number of a term goes
			var last map[cohorts.Term][]float64
			for i := range steps + 1 {
				set := levers.Clone(l)
				d.Of(set).Range = strict.Exactly(d.Low + (d.High-d.Low)*float64(i)/steps)
				now := future(set, draw)
				for term, numbers := range last {
					if away[term] == nil {
						away[term] = map[int]float64{}
					}
					for j, before := range numbers {
						if now[term][j] == before { // no ceiling, say: its step is no number
							continue
						}
						step := now[term][j] - before
						if step*away[term][j] < 0 {
							t.Fatalf("%s: turned up, it moves %s both ways (%s)", d.Name, names[j], term)
						}
						away[term][j], moved = step, true
					}
				}
				last = now
			}
		}
		if !moved {
			t.Errorf("%s: turned up, it moves nothing", d.Name)
		}
	}
}

// settles asks that a policy settled and applied again and again takes no
// memory, and that a future comes back as it was.
func settles(t *testing.T, l levers.Lever) {
	policy := levers.NewPolicy(l)
	var own levers.Policy
	var first, again levers.Terms
	term := l.Common().From.Next()
	policy.Settle(3, key, &own)
	own.Apply(term, &first)
	policy.Settle(4, key, &own)
	policy.Settle(3, key, &own)
	own.Apply(term, &again)
	if !same(&first, &again) {
		t.Errorf("the same future came out otherwise: %s", difference(&again, &first))
	}
	draw := 0
	perFuture := testing.AllocsPerRun(futures, func() {
		policy.Settle(draw, key, &own)
		own.Apply(term, &again)
		draw++
	})
	if perFuture > 0 {
		t.Errorf("%v allocations for each future", perFuture)
	}
}

// written is a file with the lever in it.
func written(l levers.Lever) string {
	var b strings.Builder
	b.WriteString("levers:\n")
	levers.Write(&b, "  ", l)
	return b.String()
}
