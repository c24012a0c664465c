package outputs

import (
	"fmt"
	"io"
	"strings"

	"github.com/apache/arrow/go/v17/arrow"
	"github.com/jedib0t/go-pretty/v6/table"

	"sendsim/sim"
	"sendsim/sim/attribution"
	"sendsim/sim/finance"
)

// Worth is what it would be worth to know each driver before choosing between
// a scenario and its base, by the pounds that the cumulative deficit of the
// last year and the levers cost together.
type Worth struct {
	*About
	Name, BaseName string
	Draws          int
	Of             []AreaWorth // in the order of About.Areas
}

// AreaWorth is the worth for one area, in pounds.
type AreaWorth struct {
	Gain   attribution.Interval // mean, of the scenario over its base
	Values []attribution.Value
	All    attribution.Interval // worth of knowing everything, chance among it
}

// WorthOf compares the redrawn futures of a base and a scenario.
func WorthOf(base, scenario *attribution.Redraws, m *sim.Model, about *About) *Worth {
	w := &Worth{About: about, Draws: base.Draws}
	for area := range about.Areas {
		if about.Areas[area].NoMoney != "" {
			w.Of = append(w.Of, AreaWorth{})
			continue
		}
		gain := func(was, is attribution.Series) []float64 {
			all := make([]float64, base.Draws)
			at := area * len(DriversFigures())
			for d := range all {
				all[d] = was[at][d] + was[at+costBeside][d] - is[at][d] - is[at+costBeside][d]
			}
			return all
		}
		var one [][]float64
		for i := range base.Drivers {
			one = append(one, gain(base.One[i], scenario.One[i]))
		}
		var a AreaWorth
		a.Values, a.Gain, a.All = attribution.Values(base.Drivers, gain(base.As, scenario.As), gain(base.Anew, scenario.Anew), one, m.Scenario.Seed)
		w.Of = append(w.Of, a)
	}
	return w
}

// least is the worth below which nothing is worth finding out, in pounds.
const least = 1000

// Table is the worth for one area, at most width columns wide.
func (w *Worth) Table(area, width int) string {
	if why := w.Areas[area].NoMoney; why != "" {
		return hanging("What it would be worth to know before choosing is a matter of money. "+withoutMoney(why), min(width, proseWidth))
	}
	a := &w.Of[area]
	header := table.Row{"", gap + "worth", gap + "90 %"}
	t := table.NewWriter()
	t.AppendHeader(header)
	row := func(name string, x attribution.Interval) {
		if x.Value < least && x.High < least {
			t.AppendRow(table.Row{name, "£0", "knowing this would not change the choice"})
			return
		}
		t.AppendRow(table.Row{name, "£" + grouped(x.Value), "£" + grouped(x.Low) + " to £" + grouped(x.High)})
	}
	for _, v := range a.Values {
		row(v.Driver.String(), v.Worth)
	}
	row("everything, chance too", a.All)
	var b strings.Builder
	b.WriteString(hanging("What it would be worth to know before choosing between "+w.Name+" and "+w.BaseName, width))
	b.WriteString(strings.Join(titledLines(laidOut(t, header)), "\n") + "\n\n")
	better, by := w.Name, a.Gain
	if by.Value < 0 {
		better, by = w.BaseName, attribution.Interval{Value: -by.Value, Low: -by.High, High: -by.Low}
	}
	for _, note := range []string{
		fmt.Sprintf("Choice: the lower mean of the cumulative deficit at 31 March %d and what levers cost council, schools' budgets and capital in %s to %s, in pounds of each year, nothing discounted; what they cost the block is in the deficit. As things are known now: %s, by %s (%s to %s).",
			w.FirstYear+w.Years, finance.FinancialYear(w.FirstYear), finance.FinancialYear(w.FirstYear+w.Years-1), better, Money(by.Value), Money(by.Low), Money(by.High)),
		fmt.Sprintf("Worth: by how much the mean would be better if the driver were known before the choice (expected value of partial perfect information): the most that finding it out may cost. Of %s draws; the mean gain, once it is known, is taken as normal, which misleads where it is skewed and one course well ahead; a worth is never below 0, so where it is near 0 few draws make it too high; in the last column 90 %% by bootstrap.", grouped(float64(w.Draws))),
	} {
		b.WriteString(hanging(note, min(width, proseWidth)))
	}
	return b.String()
}

// WorthName is the file of what knowing would be worth.
const WorthName = "worth.arrow"

// WorthFields is the columns of worth.arrow: a row per scenario, authority and
// driver; gain is the mean gain of the scenario over its base, all the worth
// of knowing everything.
var WorthFields = []Column{
	{colScenario, "", "the scenario that is chosen, or its base", "", nil},
	{colArea, "ONS code", "authority, or the key of a sum of several", "", nil},
	{"driver", "", "key of a driver; all: everything, chance among it; gain: no driver, but the mean gain of the scenario over its base", "", nil},
	{"worth", UnitPounds, "what knowing the driver before the choice is worth, never below 0", "", nil},
	{"worth_low", UnitPounds, "lower end of the 90 % bootstrap interval", "", nil},
	{"worth_high", UnitPounds, "upper end of it", "", nil},
	{"draws", "draws", "draws of the run that were redrawn", "", nil},
}

// WriteWorths writes worth.arrow.
func WriteWorths(to io.Writer, all []*Worth) error {
	var scenario, area, key []int16
	var scenarios, keys names
	var worth [3][]float64
	var draws []int32
	for _, w := range all {
		for i := range w.Of {
			if w.Areas[i].NoMoney != "" {
				continue
			}
			add := func(driver string, x attribution.Interval) {
				scenario, area, key = append(scenario, scenarios.of(w.Name)), append(area, int16(i)), append(key, keys.of(driver))
				for j, v := range [...]float64{x.Value, x.Low, x.High} {
					worth[j] = append(worth[j], v)
				}
				draws = append(draws, int32(w.Draws))
			}
			add("gain", w.Of[i].Gain)
			for _, v := range w.Of[i].Values {
				add(v.Driver.Key(), v.Worth)
			}
			add("all", w.Of[i].All)
		}
	}
	about := all[0].About
	meta, err := about.metadata(worthFormat, "What it would be worth to know before choosing")
	if err != nil {
		return err
	}
	codes := make([]string, len(about.Areas))
	for i, a := range about.Areas {
		codes[i] = a.Code
	}
	arrays := []arrow.Array{texts(scenario, scenarios.list), texts(area, codes), texts(key, keys.list)}
	for _, v := range worth {
		arrays = append(arrays, numbers(v))
	}
	arrays = append(arrays, fixed(arrow.PrimitiveTypes.Int32, arrow.Int32Traits.CastToBytes(draws), len(draws), nil, 0))
	return writeColumns(to, WorthFields, meta, len(draws), arrays)
}
