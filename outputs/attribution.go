package outputs

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"

	"sendsim/sim/attribution"
)

// attributed are the columns that are attributed to levers, year by year.
var attributed = [...]string{ColCumulative, ColInYear, ColPlans}

// Attribution says what each lever of a scenario does to the mean of a column
// in each financial year, whatever their order.
type Attribution struct {
	Plan  attribution.Plan
	years int
	steps []Steps // by area, attributed column, year
}

// newAttribution is one of which nothing is known but how it was worked out.
func newAttribution(plan attribution.Plan, about *About) *Attribution {
	a := &Attribution{Plan: plan, years: about.Years}
	for range about.Areas {
		for _, column := range attributed {
			for year := range about.Years {
				a.steps = append(a.steps, Steps{Column: column, Year: year})
			}
		}
	}
	return a
}

// Steps is what leads from the base to the scenario in a column of a year: the
// area by its place in Areas, the year counted from FirstYear; nil where the
// column is not attributed.
func (a *Attribution) Steps(area, year int, column string) *Steps {
	i := slices.Index(attributed[:], column)
	if i < 0 {
		return nil
	}
	return &a.steps[(area*len(attributed)+i)*a.years+year]
}

// areaOf is the area of the steps at a place in all of them.
func (a *Attribution) areaOf(i int) int { return i / (len(attributed) * a.years) }

// Last is the steps of the last year.
func (a *Attribution) Last(area int, column string) *Steps { return a.Steps(area, a.years-1, column) }

// Decided is the steps of the year that is told first: the last that is a
// forecast.
func (a *Attribution) Decided(area int, column string) *Steps {
	return a.Steps(area, min(CautionYears, a.years)-1, column)
}

// of is the steps of an area: by column, then year.
func (a *Attribution) of(area int) []Steps {
	n := len(attributed) * a.years
	return a.steps[area*n : (area+1)*n]
}

// Names are the levers that are told apart, in an order that holds for every
// year: that of the last, the largest in the cumulative deficit first; in the
// plans, where there is no money.
func (a *Attribution) Names(area int) []string {
	last := a.Last(area, ColCumulative)
	if math.IsNaN(last.Total()) {
		last = a.Last(area, ColPlans)
	}
	var names []string
	for i := range last.Parts {
		names = append(names, last.Parts[i].Name)
	}
	return names
}

// How says how the attribution was worked out.
func (a *Attribution) How() string {
	draws := grouped(float64(a.Plan.Draws)) + " draws"
	switch {
	case len(a.steps) == 0 || len(a.steps[0].Parts) == 0:
		return "no lever differs"
	case a.Plan.Exact:
		return "exact, over every set of levers, on " + draws
	case a.Plan.Orders == 1:
		return "sampled, one order of the levers for each of " + draws
	default:
		return fmt.Sprintf("sampled, %d orders of the levers for each of %s", a.Plan.Orders, draws)
	}
}

// Steps leads from the base to the scenario: From and the means of the parts
// add up to To exactly, to the last bit, for all are whole multiples of grain.
type Steps struct {
	Column   string
	Year     int // counted from the first of the run
	From, To float64
	Parts    []Part // the largest first
}

// Part is what one lever does.
type Part struct {
	Name string
	Stats
}

// Total is what all levers do together.
func (s *Steps) Total() float64 { return s.To - s.From }

// Part is what the lever of a name does; nil where there is none.
func (s *Steps) Part(name string) *Part {
	i := slices.IndexFunc(s.Parts, func(p Part) bool { return p.Name == name })
	if i < 0 {
		return nil
	}
	return &s.Parts[i]
}

// decimals is how finely the steps are printed, in millions for money: finely
// enough for the largest part to have two digits, in whole plans and thousands
// of pounds at the finest.
func (s *Steps) decimals(m measure) (decimals int, unit float64) {
	if !m.money {
		return 0, 1
	}
	largest := 0.0
	for i := range s.Parts {
		largest = max(largest, math.Abs(s.Parts[i].Mean.Value))
	}
	const finest, digits = 3, 10
	unit = million
	for decimals < finest && (decimals == 0 || largest < digits*unit) {
		decimals++
		unit /= 10
	}
	return decimals, unit
}

// grain is a fraction of a pound, and of a plan, of which sums up to mostExact
// are exact in a float64.
const (
	grain     = 1.0 / (1 << 10)
	mostExact = 1 << 43
)

func toGrain(x float64) float64 { return math.Round(x/grain) * grain }

// Outcomes are the columns that are attributed, as attribution asks for them.
func Outcomes() []attribution.Outcome { return outcomesOf(attributed[:]) }

func outcomesOf(columns []string) []attribution.Outcome {
	var all []attribution.Outcome
	for _, name := range columns {
		c, _ := ColumnNamed(name)
		all = append(all, c.Of)
	}
	return all
}

// EndOf is the outcomes of a run.
func EndOf(d *Draws) attribution.End {
	return func(see func(number int, draws []float64)) error {
		return d.stretches(func(first, before int) error {
			var room []float64
			for i, name := range attributed {
				var err error
				if room, err = d.stretch(name, first, before, room); err != nil {
					return err
				}
				for n := first; n < before; n++ {
					area, year := n/d.Years, n%d.Years
					see((area*len(attributed)+i)*d.Years+year, d.nth(room, n-first))
				}
			}
			return nil
		})
	}
}

// AttributionOf sums shares over their draws; from and to are the ends.
func AttributionOf(s *attribution.Shares, about *About, from, to attribution.End) (*Attribution, error) {
	a := newAttribution(s.Plan, about)
	err := errors.Join(
		from(func(number int, draws []float64) { a.steps[number].From = toGrain(meanOf(draws[:s.Plan.Draws])) }),
		to(func(number int, draws []float64) { a.steps[number].To = toGrain(meanOf(draws[:s.Plan.Draws])) }))
	if err != nil {
		return nil, err
	}
	c := counter{sharing: sharing(about.Rows)}
	for number := range a.steps {
		steps := &a.steps[number]
		for p, player := range s.Players.Names {
			steps.Parts = append(steps.Parts, Part{player, c.stats(s.Of[p][number])})
		}
		steps.round()
		slices.SortStableFunc(steps.Parts, func(a, b Part) int {
			return cmp.Compare(math.Abs(b.Mean.Value), math.Abs(a.Mean.Value))
		})
	}
	return a, nil
}

// round puts every part on the grain so that they add up to the total. Where
// there is no money to share out, there is nothing to round.
func (s *Steps) round() {
	if math.IsNaN(s.Total()) {
		return
	}
	means := make([]float64, len(s.Parts))
	for i := range s.Parts {
		means[i] = s.Parts[i].Mean.Value
	}
	for i, v := range apportioned(means, s.Total(), grain) {
		s.Parts[i].Mean.Value = v
	}
}

// Rounded is the steps in whole units, which add up. What all parts do together
// is rounded as wherever it is told, and From is; the parts share it, and To is
// where it leads, which may be a unit beside To itself.
func (s *Steps) Rounded(unit float64) *Steps {
	r := *s
	r.From = nearest(s.From, unit)
	total := nearest(s.Total(), unit)
	r.To = r.From + total
	means := make([]float64, len(s.Parts))
	for i := range s.Parts {
		means[i] = s.Parts[i].Mean.Value
	}
	r.Parts = slices.Clone(s.Parts)
	for i, v := range apportioned(means, total, unit) {
		r.Parts[i].Mean.Value = v
	}
	return &r
}

// apportioned is values rounded to a unit so that they add up to a total, which
// is a multiple of it: down or up, and those nearest to the next unit go up.
func apportioned(values []float64, total, unit float64) []float64 {
	units := make([]float64, len(values))
	fraction := make([]float64, len(values))
	order := make([]int, len(values))
	left := math.Round(total / unit)
	if math.IsNaN(left) {
		panic("outputs: shares of a total that is no number")
	}
	for i, v := range values {
		units[i] = math.Floor(v / unit)
		order[i], fraction[i] = i, v/unit-units[i]
		left -= units[i]
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(fraction[b], fraction[a]) })
	step := math.Copysign(1, left)
	for i := 0; left != 0 && len(order) > 0; i++ {
		units[order[i%len(order)]] += step
		left -= step
	}
	for i := range units {
		units[i] *= unit
	}
	return units
}
