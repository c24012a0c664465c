package outputs

import (
	"errors"
	"fmt"
	"slices"

	"sendsim/sim/peers"
)

// Alternatives are the scenarios of a comparison side by side in one area: the
// effect of each against the base that they have in common, and how each two of
// them differ.
type Alternatives struct {
	*About
	Area    int       // by its place in Areas
	Effects []*Effect // in their order

	between map[Landmark][]Between
}

// Landmark is a column in one year, counted from the first of the run.
type Landmark struct {
	Column string
	Year   int
}

// Between is how one alternative differs from another, future by future with the
// same luck: the first less the second.
type Between struct {
	A, B  int // places in Effects
	Stats Stats
	// Lower and Higher are the chances that the first has less, and more.
	Lower, Higher Chance
	// Told tells that the difference is more than chance: so many futures agree on
	// its sign. Those in which there is none do not.
	Told bool
}

// Alike tells whether the two have the same in every future.
func (b *Between) Alike() bool { return b.Lower.Hits+b.Higher.Hits == 0 }

// FirstHasLess tells whether the first has less in more futures than it has more.
func (b *Between) FirstHasLess() bool { return b.Lower.Hits > b.Higher.Hits }

// turned is the second less the first.
func (b *Between) turned() Between {
	return Between{A: b.B, B: b.A, Lower: b.Higher, Higher: b.Lower, Told: b.Told}
}

// agreed tells whether so many of n futures are enough to call a difference more
// than chance: as of two authorities, one more against it added.
func agreed(futures, n int) bool { return float64(n-futures+1)/float64(n+2) <= peers.MostWrong }

// AlternativesOf holds the alternatives against one another; draws are theirs,
// in the order of effects.
func AlternativesOf(effects []*Effect, draws []*Draws, area int) (*Alternatives, error) {
	a := &Alternatives{About: &effects[0].About, Area: area, Effects: effects, between: map[Landmark][]Between{}}
	for _, d := range draws {
		if d.Draws == 0 || d.Draws != draws[0].Draws || d.Years != a.Years || d.FirstYear != a.FirstYear || !slices.Equal(d.Areas, a.Areas) {
			return nil, errors.New("the runs compared differ in draws, years or authorities")
		}
	}
	for _, column := range a.Columns() {
		for _, year := range a.Landmarks() {
			if err := a.hold(draws, Landmark{column, year}); err != nil {
				return nil, err
			}
		}
	}
	return a, nil
}

// Columns are those in which alternatives are held against one another.
func (a *Alternatives) Columns() []string {
	if a.Areas[a.Area].NoMoney != "" {
		return []string{ColPlans}
	}
	return []string{ColCumulative, ColPlans}
}

// Landmarks are the years that alternatives are told of, counted from the first:
// the third, the last that is a forecast, and the last of all.
func (a *Alternatives) Landmarks() []int {
	const soon = 3
	return slices.Compact([]int{min(soon, a.Years) - 1, min(CautionYears, a.Years) - 1, a.Years - 1})
}

// hold holds each two against one another in a landmark.
func (a *Alternatives) hold(draws []*Draws, at Landmark) error {
	var series [][]float64
	n := a.Area*a.Years + at.Year
	for _, d := range draws {
		one, err := d.stretch(at.Column, n, n+1, nil)
		if err != nil {
			return err
		}
		series = append(series, one)
	}
	c := counter{sharing: sharing(a.Rows)}
	for i := range series {
		for j := range i {
			a.between[at] = append(a.between[at], c.between(i, j, series[i], series[j]))
		}
	}
	return nil
}

// between is how the first differs from the second.
func (c *counter) between(first, second int, a, b []float64) Between {
	of, n := make([]float64, len(a)), len(a)
	for k := range a {
		of[k] = a[k] - b[k]
	}
	d := Between{A: first, B: second}
	d.Lower = c.sharing.chance(n, func(k int) bool { return of[k] < 0 })
	d.Higher = c.sharing.chance(n, func(k int) bool { return of[k] > 0 })
	d.Told = agreed(max(d.Lower.Hits, d.Higher.Hits), n)
	d.Stats = c.stats(of)
	return d
}

// Between is how each two differ in a landmark.
func (a *Alternatives) Between(column string, year int) []Between {
	return a.between[Landmark{column, year}]
}

// Names are those of the two that differ, "both less places".
func (a *Alternatives) Names(b *Between) string {
	return a.Effects[b.A].Name + " less " + a.Effects[b.B].Name
}

// Lowest is the alternative with the least of a column in the middle of the
// futures, by its place in Effects.
func (a *Alternatives) Lowest(column string, year int) (best int) {
	middle := func(i int) float64 { return a.Effects[i].Stats(a.Area, year, column).At(Median).Value }
	for i := range a.Effects {
		if middle(i) < middle(best) {
			best = i
		}
	}
	return best
}

// Beside is how one alternative stands to another in a landmark, the one less the
// other, but for the figures of their difference.
func (a *Alternatives) Beside(one, other int, column string, year int) Between {
	for _, b := range a.Between(column, year) {
		switch {
		case b.A == one && b.B == other:
			return b
		case b.A == other && b.B == one:
			return b.turned()
		}
	}
	return Between{A: one, B: other}
}

// Together is what an alternative costs all purses and saves them, over all years
// of the run; nil where there is no money.
func (e *Effect) Together(area int) *Payback {
	i := slices.IndexFunc(e.Paybacks[area], func(p Payback) bool { return p.Key == Together })
	if i < 0 || e.Areas[area].NoMoney != "" {
		return nil
	}
	return &e.Paybacks[area][i]
}

// BetweenSays is how a difference of two alternatives is to be read.
var BetweenSays = fmt.Sprintf("A difference of two is the first less the second in the same future, with the same luck; below 0 the first has less. It is more than chance where at least %s %% of the futures agree on its sign, one more against it added, and those in which there is none; it may still be small.",
	trimmed(percent*(1-peers.MostWrong), 1))

// Alternatives reads how the scenarios of the folder stand to one another; nil
// where there are not several.
func (o *Opened) Alternatives(area int) (a *Alternatives, err error) {
	if len(o.Effects) < 2 {
		return nil, nil
	}
	var all []*Draws
	for i := range o.Effects {
		d, closeFile, err := o.Draws(i + 1)
		if err != nil {
			return nil, err
		}
		defer closeFile()
		all = append(all, d)
	}
	return AlternativesOf(o.Effects, all, area)
}
