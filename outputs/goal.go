package outputs

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"

	"sendsim/sim/finance"
	"sendsim/sim/goal"
	"sendsim/sim/levers"
)

// Goal is what a search for the least costly levels found.
type Goal struct {
	Plan   *goal.Plan
	Search *goal.Search
	Basis  Basis   // sources and warnings; the model has the regime
	Asked  float64 // chance of in-year balance in the year of the goal
	Draws  int     // of the search
	Fresh  int     // on which the finalists were lived
	Rows   int     // of the calibration, which the draws take in turn

	Found    goal.Tried  // the cheapest that reaches the goal on fresh draws; else what is justified
	Reached  bool        // it does
	Lived    *goal.Lived // what is found, on fresh draws
	Whole    *goal.Lived // the scenario as it is, on fresh draws
	Nothing  *goal.Lived // without the levers that are turned, on fresh draws
	Most     int         // levels that were allowed to be tried
	Finalist int         // finalists that were lived
}

// chanceOf is the chance of balance in the year of the goal.
func (g *Goal) chanceOf(l *goal.Lived) Chance {
	return Chance{Hits: l.Balance[len(l.Balance)-1], Draws: g.Fresh}
}

func (g *Goal) year() string {
	return finance.FinancialYear(g.Plan.Model.Scenario.Start + g.Plan.Model.Years - 1)
}

// withInterval is a chance with its 95 % interval.
func withInterval(c Chance) string {
	low, high := c.Wilson()
	return fmt.Sprintf("%s %% (%s to %s)", decimal(percent*c.Share(), 1), decimal(percent*low, 1), decimal(percent*high, 1))
}

// whose is the code and the name of those for whom it was searched.
func (g *Goal) whose() (code, name string) {
	about := About{Areas: AreasOf(g.Plan.Model)}
	last := len(about.Areas) - 1
	return about.Areas[last].Code, about.Titled(last)
}

// Table prints what was found, at most width columns wide.
func (g *Goal) Table(w io.Writer, width int) error {
	var b strings.Builder
	m := g.Plan.Model
	_, name := g.whose()
	b.WriteString(hanging(fmt.Sprintf("%s: in-year balance in %s with a chance of %s %%", name, g.year(), trimmed(percent*g.Asked, 1)), width))
	b.WriteString(hanging(m.Regime.Title, width) + "\n")
	b.WriteString(hanging(g.verdict(), width) + "\n")
	for _, block := range []string{g.levels(), g.nearness(), g.chances(), g.costs()} {
		if block != "" {
			b.WriteString(block + "\n\n")
		}
	}
	for _, note := range g.notes() {
		b.WriteString(hanging(note, min(width, proseWidth)))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// verdict says whether the goal can be reached, and what can.
func (g *Goal) verdict() string {
	said := withInterval(g.chanceOf(g.Lived))
	if g.Reached && !slices.ContainsFunc(g.Found.Levels, func(at int) bool { return at > 0 }) {
		return fmt.Sprintf("It is met without any of these levers: a chance of %s on fresh draws.", said)
	}
	if g.Reached {
		return fmt.Sprintf("It is reached, for %s: a chance of %s on fresh draws.", Money(g.Lived.Total()), said)
	}
	plan := withInterval(g.chanceOf(g.Whole))
	if g.Lived == g.Nothing {
		return fmt.Sprintf("It was not reached, and no levels that were tried bring it nearer than none do, as far as the draws can tell by the in-year deficit that %s %% of them do not exceed: a chance of %s without these levers, of %s with all of the plan.%s", trimmed(percent*g.Asked, 1), said, plan, g.onAverage())
	}
	return fmt.Sprintf("It was not reached. What can be: a chance of %s on fresh draws, for %s, with the least costly levels that the draws cannot tell from the nearest that were tried. All of the plan: %s, for %s.", said, Money(g.Lived.Total()), plan, Money(g.Whole.Total()))
}

// onAverage is what the plan does to the mean deficit, which may be told where
// that of the chance asked for is not; "" where neither is.
func (g *Goal) onAverage() string {
	apart, mean := make([]float64, len(g.Nothing.InYear)), 0.0
	for d := range apart {
		apart[d] = g.Nothing.InYear[d] - g.Whole.InYear[d]
		mean += apart[d] / float64(len(apart))
	}
	err := sharing(g.Rows).meanError(apart, mean)
	if math.IsNaN(err) || !goal.Told(mean, err) {
		return ""
	}
	does := "lowers"
	if mean < 0 {
		does = "raises"
	}
	const decimals = 2
	money := measure{money: true}
	return fmt.Sprintf(" On average over the draws, by which the goal does not go, all of the plan %s the in-year deficit of %s by £%sm (± %s).", does, g.year(), money.number(math.Abs(mean), decimals), money.number(err, decimals))
}

// Gain is by how much some levels lower the deficit that is not exceeded at the
// chance asked for, against none, on the fresh draws, and its Monte Carlo error;
// below 0 they raise it.
func (g *Goal) Gain(l *goal.Lived) (pounds, err float64) {
	return goal.Apart(g.Nothing.InYear, l.InYear, g.Asked)
}

// Nearer tells whether levels come nearer to the goal than none, beyond chance in
// drawing.
func (g *Goal) Nearer(l *goal.Lived) bool {
	gain, err := g.Gain(l)
	return gain > 0 && goal.Told(gain, err)
}

// nearness is how near to the goal the plan and what is found come, where it is
// not reached.
func (g *Goal) nearness() string {
	if g.Reached {
		return ""
	}
	header := table.Row{"", gap + "£m", gap + "effect", gap + "±"}
	t := table.NewWriter()
	t.AppendHeader(header)
	money := measure{money: true}
	const decimals = 2
	at := func(l *goal.Lived) string { return money.number(l.Score(g.Asked).Short, decimals) }
	t.AppendRow(table.Row{"without", at(g.Nothing), "", ""})
	for _, row := range []struct {
		name string
		of   *goal.Lived
	}{{"the plan", g.Whole}, {"found", g.Lived}} {
		gain, err := g.Gain(row.of)
		t.AppendRow(table.Row{row.name, at(row.of), money.number(-gain, decimals), money.number(err, decimals)})
	}
	return titled(fmt.Sprintf("In-year deficit of %s that %s %% of draws do not exceed", g.year(), trimmed(percent*g.Asked, 1)), laidOut(t, header))
}

// levels is a row for each lever that was turned.
func (g *Goal) levels() string {
	t := table.NewWriter()
	header := table.Row{"lever", "dial", gap + "in the plan", gap + "found"}
	t.AppendHeader(header)
	for i, l := range g.Plan.Levers {
		dial, planned, found := g.level(i)
		t.AppendRow(table.Row{levers.NameOf(l), dial, planned, found})
	}
	return titled("Levels", laidOut(t, header))
}

// level is the dial of a lever, as it is in the plan and as it was found.
func (g *Goal) level(i int) (dial, planned, found string) {
	l := g.Plan.Levers[i]
	of := func(all []levers.Lever) levers.Lever {
		for _, o := range all {
			if levers.NameOf(o) == levers.NameOf(l) {
				return o
			}
		}
		return nil
	}
	now := of(g.Plan.At(g.Found.Levels))
	d, ok := goal.Amount(l)
	switch {
	case !ok && now == nil:
		return "", "there", "not there"
	case !ok:
		return "", "there", "there"
	case now == nil:
		return d.Name, d.Format(d.Of(l).Range), "none"
	}
	return d.Name, d.Format(d.Of(l).Range), d.Format(d.Of(now).Range)
}

// chances is the chance of balance by year: without the levers, as planned, as
// found.
func (g *Goal) chances() string {
	header := table.Row{"year", gap + "without", gap + "the plan", gap + "found"}
	t := table.NewWriter()
	t.AppendHeader(header)
	for y := range g.Plan.Model.Years {
		row := table.Row{finance.FinancialYear(g.Plan.Model.Scenario.Start + y)}
		for _, l := range []*goal.Lived{g.Nothing, g.Whole, g.Lived} {
			row = append(row, withInterval(Chance{Hits: l.Balance[y], Draws: g.Fresh}))
		}
		t.AppendRow(row)
	}
	return titled("Chance of in-year balance", laidOut(t, header))
}

// costs is what the levers cost each purse.
func (g *Goal) costs() string {
	header := table.Row{"purse", gap + "the plan", gap + "found"}
	t := table.NewWriter()
	t.AppendHeader(header)
	money := measure{money: true}
	const decimals = 2
	for p := range finance.NumPurses {
		was, is := g.Whole.Cost[p], g.Lived.Cost[p]
		if was != 0 || is != 0 {
			t.AppendRow(table.Row{p.String(), money.number(was, decimals), money.number(is, decimals)})
		}
	}
	t.AppendRow(table.Row{"all but other grants", money.number(g.Whole.Total(), decimals), money.number(g.Lived.Total(), decimals)})
	years := finance.FinancialYear(g.Plan.Model.Scenario.Start)
	if years != g.year() {
		years += " to " + g.year()
	}
	return titled(fmt.Sprintf("What levers cost, mean, %s, £m", years), laidOut(t, header))
}

// notes are what a reader must know to use it.
func (g *Goal) notes() []string {
	notes := []string{
		fmt.Sprintf("Balance: the in-year deficit of the year is 0 or less. The chance is of %s fresh draws, with Wilson's 95 %% interval of chance in drawing: what the model leaves out is not in it.", grouped(float64(g.Fresh))),
		"A lever with an amount is turned in quarters of the plan's, and its costs with it; another is there or not. What places and children cost is in the tariff, and in the deficit.",
		fmt.Sprintf("%d levels were tried of at most %d, each on the same %s draws; finalists lived on the fresh ones: %d. A search of single steps and swaps may miss what only many levers together bring.", len(g.Search.Tried), g.Most, grouped(float64(g.Draws)), g.Finalist),
	}
	switch n := len(g.Search.Tried); {
	case g.Search.Cut && n < g.Most:
		notes = append(notes, fmt.Sprintf("The budget ended the search early: more time may find cheaper levels. With --evaluations %d, and a budget that gives it the time, the same is found on any machine.", n))
	case g.Search.Cut:
		notes = append(notes, "The search ended at the levels allowed: more (--evaluations) may find cheaper ones.")
	}
	if g.Reached && g.Finalist > 1 {
		notes = append(notes, "The finalists were lived on the same fresh draws, the cheapest first, until one passed: its chance there is a little on the high side.")
	}
	if !g.Reached {
		notes = append(notes, "Effect: against none of these levers, on the same fresh draws; below 0 is nearer to balance. ± is its Monte Carlo standard error. Levels that more draws would tell apart may be dearer than those found.",
			"More may be reached with other levers, later, with a lower chance, or with --beyond the plan's amounts.")
	}
	return append(notes, g.Basis.notes(mostWarnings)...)
}
