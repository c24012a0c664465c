package outputs

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"sendsim/sim/attribution"
)

// attributed are the columns whose last year is attributed to levers.
var attributed = [...]string{ColCumulative, ColPlans}

// Attribution says what each lever of a scenario does to the mean of a column
// in the last year, whatever their order.
type Attribution struct {
	Plan  attribution.Plan
	Steps [][len(attributed)]Steps // by area
}

// How says how the attribution was worked out.
func (a *Attribution) How() string {
	draws := grouped(float64(a.Plan.Draws)) + " draws"
	switch {
	case len(a.Steps) == 0 || len(a.Steps[0][0].Parts) == 0:
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
func Outcomes() []attribution.Outcome {
	var all []attribution.Outcome
	for _, name := range attributed {
		c, _ := ColumnNamed(name)
		all = append(all, c.Of)
	}
	return all
}

// Ends are the outcomes of a run, by area and then column.
func Ends(d *Draws) (attribution.Series, error) {
	ends := make(attribution.Series, len(d.Areas)*len(attributed))
	var room []float64
	for i, name := range attributed {
		var err error
		if room, err = d.Column(name, 0, len(d.Areas), room); err != nil {
			return nil, err
		}
		for area := range d.Areas {
			ends[area*len(attributed)+i] = slices.Clone(d.series(room, area, d.Years-1))
		}
	}
	return ends, nil
}

// AttributionOf sums shares over their draws; from and to are the ends.
func AttributionOf(s *attribution.Shares, about *About, from, to attribution.Series) *Attribution {
	a := &Attribution{Plan: s.Plan, Steps: make([][len(attributed)]Steps, len(about.Areas))}
	c := counter{sharing: sharing(about.Rows)}
	mean := func(v []float64) float64 { return c.stats(slices.Clone(v[:s.Plan.Draws])).Mean.Value }
	for area := range about.Areas {
		for i, name := range attributed {
			at := area*len(attributed) + i
			steps := Steps{Column: name, From: toGrain(mean(from[at])), To: toGrain(mean(to[at]))}
			for p, player := range s.Players.Names {
				steps.Parts = append(steps.Parts, Part{player, c.stats(s.Of[p][at])})
			}
			steps.round()
			slices.SortStableFunc(steps.Parts, func(a, b Part) int {
				return cmp.Compare(math.Abs(b.Mean.Value), math.Abs(a.Mean.Value))
			})
			a.Steps[area][i] = steps
		}
	}
	return a
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
