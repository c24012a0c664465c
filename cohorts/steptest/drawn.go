package steptest

import (
	"math"

	"pgregory.net/rapid"

	"sendsim/cohorts"
)

// A World is an authority about to live a term: parameters, factors, and the
// children.
type World struct {
	P *cohorts.Params
	F cohorts.Factors
	S *cohorts.State
}

// Terms is how many terms the parameters of a World reach.
const Terms = 6

// PlainIn is the plain authority, at rest, about to live a term of the given
// part, with disputes of every stage.
func PlainIn(in cohorts.Part, scale float64) World {
	p, s := Plain(scale, Terms)
	p.First = cohorts.Term{Year: 2024, Part: in}
	s.Term = p.First
	for a := range s.Support {
		n := s.Support[a] / 20
		s.Support[a] -= n
		s.Disputing[cohorts.AgainstNoPlan][a] = n
	}
	return World{p, cohorts.Rest(), s}
}

// Drawn is any authority: the plain one with rates, capacities, places and
// factors from nothing to several times as much, and a few children in places
// where few are. Children stand where a term may find them; nobody past 19 is
// in mainstream school.
func Drawn(t *rapid.T) World {
	of := func(what string, from ...float64) float64 { return rapid.SampledFrom(from).Draw(t, what) }
	w := PlainIn(cohorts.Part(of("part", 0, 1, 2)), of("scale", .02, .2, 1))
	for _, o := range owns {
		for _, rate := range o.rates {
			x, most := of(rate, 0, 1, 1, 6), math.Inf(1)
			switch rate {
			case "Placement.Transfer": // rows of shares
				x = min(x, 1)
			case "Pipeline.Finish": // a chance
				most = 1
			}
			change(w.P, rate, func(v float64) float64 { return min(most, v*x) })
		}
		for _, entry := range o.factors {
			field, _ := factor(entry)
			x, i := of(field, 0, .5, 1, 1, 3), 0
			change(&w.F, field, func(v float64) float64 {
				if i++; i%2 == 0 { // of a row every second, since a row is of shares
					return v
				}
				return v * x
			})
		}
	}
	change(&w.F, "Places", func(float64) float64 { return of("places", -200, -5, 0, 1, 40) })
	reserve(&w.F, of("reserved", 0, 0, 7.5, 300), of("drawn", 0, 1, 3), cohorts.SEMH)
	reserve(&w.F, of("also reserved", 0, 0, 7.5, 300), of("drawn", 0, 1, 3), cohorts.ASD, cohorts.SEMH)
	for _, capacity := range []string{"Pipeline.Capacity", "Review.Capacity", "Placement.Places"} {
		x := of(capacity, 0, .3, 1, 1000)
		change(w.P, capacity, func(v float64) float64 { return v * x })
	}
	w.S.ReviewsOwed = int32(of("owed", 0, 7, 1000))
	for range int(of("odd cells", 0, 3, 20)) {
		c := cohorts.Cell{
			Age:     cohorts.Age(rapid.IntRange(0, int(cohorts.MaxAge)).Draw(t, "age")),
			Need:    rapid.SampledFrom(cohorts.Needs()).Draw(t, "need"),
			Setting: rapid.SampledFrom(cohorts.Settings()).Draw(t, "setting"),
		}
		if c.Setting != cohorts.MainstreamSchool || c.Age < 19 && c.Setting.Admits(c.Age) {
			w.S.Put(c, int32(of("children", 1, 2, 30)))
		}
	}
	for _, stand := range standings(w.S) {
		if stand.name != openDisputes {
			stand.of[rapid.IntRange(0, int(cohorts.MaxAge)).Draw(t, stand.name)] += int32(of("children", 0, 1, 9))
		}
	}
	return w
}
