package outputs

import (
	"fmt"
	"math"
	"strings"
)

// Chance is the share of draws in which something holds. Its error is Monte
// Carlo error alone.
type Chance struct {
	Hits, Draws int
	Worth       float64 // independent draws that would say as much; 0: Draws
}

// Share is the chance, of 1; NaN without draws.
func (c Chance) Share() float64 { return ratio(float64(c.Hits), float64(c.Draws)) }

// worth is the number of independent draws that say as much.
func (c Chance) worth() float64 {
	if c.Worth == 0 {
		return float64(c.Draws)
	}
	return c.Worth
}

// Error is the standard error of Share, at half a draw's width from 0 and 1,
// so that a chance which no draw contradicts is not called certain.
func (c Chance) Error() float64 {
	const half = 0.5
	n := c.worth()
	p := min(max(c.Share(), half/n), 1-half/n)
	return math.Sqrt(p * (1 - p) / n)
}

// Wilson is the 95 % interval of the chance: Wilson's, which stays within
// [0, 1] and is not empty where all draws agree.
func (c Chance) Wilson() (low, high float64) {
	n, p := c.worth(), c.Share()
	zz := normal95 * normal95
	middle := (p + zz/(2*n)) / (1 + zz/n)
	half := float64(normal95 / (1 + zz/n) * math.Sqrt(p*(1-p)/n+zz/(4*n*n)))
	return max(0, middle-half), min(1, middle+half)
}

// Estimate is the chance with its error and Wilson's interval.
func (c Chance) Estimate() Estimate {
	low, high := c.Wilson()
	return Estimate{c.Share(), c.Error(), low, high}
}

// String is, for example, "12.3 % ±0.3"; a chance that all draws or none meet
// is given as the bound that they support.
func (c Chance) String() string {
	if c.Draws == 0 {
		return c.Plain()
	}
	if bound := c.Bound(); bound != "" {
		return bound
	}
	return fmt.Sprintf("%s %% ±%s", decimal(percent*c.Share(), 1), decimal(percent*c.Error(), 1))
}

// Plain is the chance in whole per cent, without its error: "30 %", "less than
// 1 %", "more than 99 %", and so too where none or all of the draws have it. Where
// so few draws support no more than a bound above 1 %, that is given, and what is
// below it in tenths, lest it look like less than none: "less than 1.3 %", "0.3 %".
func (c Chance) Plain() string {
	if c.Draws == 0 {
		return "-"
	}
	const least = 0.01
	_, none := Chance{Draws: c.Draws, Worth: c.Worth}.Wilson()
	p := c.Share()
	extreme := min(p, 1-p) < least
	switch {
	case none > least && extreme && c.Bound() != "":
		return strings.NewReplacer("below", "less than", "above", "more than").Replace(c.Bound())
	case none > least && extreme:
		return trimmed(percent*p, 1) + " %"
	case p == 0:
		return PerCent(least / 2)
	case p == 1:
		return PerCent(1 - least/2)
	}
	return PerCent(p)
}

// Bound is what the draws support where none of them, or all, have what it is
// the chance of: "below 0.1 %"; "" where they do not agree, or there are none.
func (c Chance) Bound() string {
	low, high := c.Wilson()
	const tenths = 10
	switch {
	case c.Draws == 0:
		return ""
	case c.Hits == 0:
		return "below " + trimmed(math.Ceil(tenths*percent*high)/tenths, 1) + " %"
	case c.Hits == c.Draws:
		return "above " + trimmed(math.Floor(tenths*percent*low)/tenths, 1) + " %"
	}
	return ""
}

// Threshold is the cumulative deficit above which a chance is given.
type Threshold struct {
	Pounds  float64 // a sum, where OfBlock is 0; NaN where it is known in the words of Says alone
	OfBlock float64 // of the high needs block of the same year and draw
	Says    string  // whose sum it is: "the council's reserves"; "" where the run names it
}

// DefaultThreshold is a quarter of that year's high needs block. [J]
var DefaultThreshold = Threshold{OfBlock: 0.25}

// over tells whether a deficit is above the threshold.
func (t Threshold) over(deficit, block float64) bool {
	if t.OfBlock != 0 {
		return deficit > t.OfBlock*block
	}
	return deficit > t.Pounds
}

// String says what the threshold is.
func (t Threshold) String() string {
	switch {
	case t == DefaultThreshold:
		return "a quarter of the high needs block"
	case t.OfBlock != 0:
		return trimmed(percent*t.OfBlock, 1) + " % of the high needs block"
	case t.Pounds != t.Pounds:
		return t.Says
	}
	sum := given(t.Pounds)
	if t.Says != "" {
		return sum + ", " + t.Says
	}
	return sum
}

// Chances is what the draws say of the balance, by financial year.
type Chances struct {
	Balance []Chance // in-year balance: in_year_deficit <= 0
	Over    []Chance // cumulative_deficit above the threshold
	First   []Chance // the first year of in-year balance is this one
	Never   Chance   // no year of the run balances
}

// gathered gathers Chances of an area year by year.
type gathered struct {
	Chances
	first   []int16 // by draw, the year of the first balance; notYet: none so far
	noMoney bool
}

const notYet = -1

// add adds the next year: three columns, draw by draw.
func (g *gathered) add(t Threshold, of sharing, inYear, cumulative, block []float64) {
	year, draws := len(g.Balance), len(inYear)
	if year == 0 {
		g.noMoney = math.IsNaN(inYear[0])
		g.first = append(g.first[:0], make([]int16, draws)...)
		for d := range g.first {
			g.first[d] = notYet
		}
	}
	if g.noMoney {
		g.Balance, g.Over = append(g.Balance, Chance{}), append(g.Over, Chance{})
		return
	}
	for d, first := range g.first {
		if first == notYet && inYear[d] <= 0 {
			g.first[d] = int16(year)
		}
	}
	g.Balance = append(g.Balance, of.chance(draws, func(d int) bool { return inYear[d] <= 0 }))
	g.Over = append(g.Over, of.chance(draws, func(d int) bool { return t.over(cumulative[d], block[d]) }))
}

// all is the chances of the years added. What is added next is of another area.
func (g *gathered) all(of sharing) Chances {
	c := g.Chances
	g.Chances = Chances{}
	if g.noMoney {
		c.First = make([]Chance, len(c.Balance))
		return c
	}
	in := func(year int) Chance {
		return of.chance(len(g.first), func(d int) bool { return int(g.first[d]) == year })
	}
	for year := range c.Balance {
		c.First = append(c.First, in(year))
	}
	c.Never = in(notYet)
	return c
}
