package outputs

import (
	"math"
	"slices"

	"sendsim/internal/sidebyside"
	"sendsim/sim/peers"
)

// Standings is how authorities stand to one another by year, by each of
// peers.Measures.
type Standings struct {
	Regime    string
	Break     string // the risk of a break, as About has it
	FirstYear int    // financial year
	Years     int
	Draws     int
	Areas     []Area // the last is their sum, and has no rank
	places    []Place
}

// Place is what the draws say of an area in a year by one measure. Of a chance
// Value is the chance, and P10 and P90 are empty.
type Place struct {
	Value, Error float64 // median or chance, with its Monte Carlo error
	P10, P90     float64
	// Rank is the median of the ranks, 1 the highest, with P10 and P90 of them;
	// empty where there is none.
	Rank, RankP10, RankP90 float64
}

// StandingsOf is what the draws of a run say.
func StandingsOf(s *peers.Standings, about *About) *Standings {
	o := &Standings{Regime: about.Regime, Break: about.Break, FirstYear: s.First, Years: s.Years, Draws: s.Draws, Areas: about.Areas}
	o.places = make([]Place, s.Areas*s.Years*len(peers.Measures))
	sidebyside.Do(len(peers.Measures)*s.Years, func(i int) {
		o.stand(s, i/s.Years, i%s.Years, sharing(about.Rows))
	})
	return o
}

// stand fills in how the areas stand in a year by a measure.
func (o *Standings) stand(s *peers.Standings, measure, year int, rows sharing) {
	c := counter{sharing: rows}
	ranks := s.Ranks(measure, year)
	for a := range s.Areas {
		p := o.At(a, year, measure)
		*p = placeOf(measure, s.Of(measure, a, year), &c)
		p.Rank, p.RankP10, p.RankP90 = math.NaN(), math.NaN(), math.NaN()
		if a < s.Ranked {
			p.rank(ranks[a])
		}
	}
}

// placeOf is what the draws of a measure say; they are reordered.
func placeOf(measure int, draws []float64, c *counter) Place {
	if !peers.Measures[measure].Chance {
		s := c.stats(draws)
		m := s.At(Median)
		return Place{Value: m.Value, Error: m.Error, P10: s.At(tableLevels[0]).Value, P90: s.At(tableLevels[2]).Value}
	}
	p := Place{Value: math.NaN(), Error: math.NaN(), P10: math.NaN(), P90: math.NaN()}
	if !math.IsNaN(draws[0]) {
		e := c.sharing.chance(len(draws), func(d int) bool { return draws[d] > 0 }).Estimate()
		p.Value, p.Error = percent*e.Value, percent*e.Error
	}
	return p
}

// rank takes the quantiles of ranks, which it reorders.
func (p *Place) rank(ranks []float64) {
	if ranks = defined(ranks); len(ranks) == 0 {
		return
	}
	slices.Sort(ranks)
	at := func(l Level) float64 { return ranks[l.Rank(len(ranks))-1] }
	p.Rank, p.RankP10, p.RankP90 = at(Median), at(tableLevels[0]), at(tableLevels[2])
}

// At is the place of an area in a year, counted from the first, by a measure.
func (o *Standings) At(area, year, measure int) *Place {
	return &o.places[(area*o.Years+year)*len(peers.Measures)+measure]
}

// ranked is the areas in the order of their ranks in a year by a measure, then
// of their values; those without a rank come last.
func (o *Standings) ranked(year, measure int) []int {
	order := make([]int, len(o.Areas))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		p, q := o.At(a, year, measure), o.At(b, year, measure)
		switch {
		case math.IsNaN(p.Rank) || math.IsNaN(q.Rank):
			return last(p.Rank) - last(q.Rank)
		case p.Rank != q.Rank:
			return int(math.Copysign(1, p.Rank-q.Rank))
		case p.Value != q.Value:
			return int(math.Copysign(1, q.Value-p.Value))
		}
		return 0
	})
	return order
}

func last(rank float64) int {
	if math.IsNaN(rank) {
		return 1
	}
	return 0
}
