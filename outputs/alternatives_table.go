package outputs

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"

	"sendsim/sim/finance"
)

// Table prints the alternatives side by side, at most width columns wide: what
// each does by some years, what it costs and saves, and how each two differ.
func (a *Alternatives) Table(w io.Writer, width int) error {
	base := a.Effects[0]
	var b strings.Builder
	b.WriteString(hanging(fmt.Sprintf("%s: %s side by side, each against %s", a.Titled(a.Area), listed(a.names()), base.BaseName), width))
	b.WriteString(hanging(fmt.Sprintf("%s; %s draws, each with the same luck in all%s", a.Laws(), grouped(float64(base.Draws)), base.localMark()), width) + "\n")
	for _, block := range a.blocks() {
		b.WriteString(block + "\n\n")
	}
	note := "Each figure: P50, then P10..P90. " + EffectSays + " " + BetweenSays + " Marked so: < the first is below, > it is above, by more than chance; no mark: not told apart."
	b.WriteString(hanging(note, min(width, proseWidth)))
	_, err := io.WriteString(w, b.String())
	return err
}

// names are those of the alternatives.
func (a *Alternatives) names() (all []string) {
	for _, e := range a.Effects {
		all = append(all, e.Name)
	}
	return all
}

// Laws is the law and funding of all runs, or of each where they differ.
func (a *Alternatives) Laws() string {
	laws := []string{a.Effects[0].BaseName + ": " + a.Regime}
	differ := false
	for _, e := range a.Effects {
		laws = append(laws, e.Name+": "+e.Scenario.Regime)
		differ = differ || e.Scenario.Regime != a.Regime
	}
	if !differ {
		return a.Regime
	}
	return "law and funding differ (" + strings.Join(laws, "; ") + ")"
}

// blocks are the tables: a row for each alternative, or for each two.
func (a *Alternatives) blocks() (all []string) {
	for _, column := range a.Columns() {
		all = append(all, a.effectsBlock(column))
	}
	if a.Areas[a.Area].NoMoney == "" {
		all = append(all, a.lowerBlock(), a.balanceBlock(), a.costBlock())
	}
	for _, column := range a.Columns() {
		all = append(all, a.betweenBlock(column))
	}
	return all
}

// byLandmark lays out a table with a column for each year that is told of.
func (a *Alternatives) byLandmark(title string, names []string, cell func(row, year int) string) string {
	header := table.Row{""}
	for _, y := range a.Landmarks() {
		header = append(header, gap+finance.FinancialYear(a.FirstYear+y))
	}
	t := table.NewWriter()
	t.AppendHeader(header)
	for i, name := range names {
		row := table.Row{name}
		for _, y := range a.Landmarks() {
			row = append(row, cell(i, y))
		}
		t.AppendRow(row)
	}
	return titled(title, laidIn(t, header, alongside))
}

// alongside is how wide a name may be that leaves room for three years.
const alongside = 16

func (a *Alternatives) effectsBlock(column string) string {
	return a.byLandmark("Effect on "+titleOf(column), a.names(), func(i, year int) string {
		return withRange(a.Effects[i].Stats(a.Area, year, column), column)
	})
}

func (a *Alternatives) lowerBlock() string {
	return a.byLandmark("Chance that the cumulative deficit is lower", a.names(), func(i, year int) string {
		return a.Effects[i].lowerIn(a.Area, year, ColCumulative)
	})
}

func (a *Alternatives) balanceBlock() string {
	summaries := []*Summary{a.Effects[0].Base}
	for _, e := range a.Effects {
		summaries = append(summaries, e.Scenario)
	}
	return a.byLandmark("Chance of "+inYearBalance, slices.Insert(a.names(), 0, a.Effects[0].BaseName), func(i, year int) string {
		return summaries[i].Chances[a.Area].Balance[year].String()
	})
}

// costBlock is what each costs all purses together and saves them.
func (a *Alternatives) costBlock() string {
	header := table.Row{"", "programmes", gap + "net saving"}
	t := table.NewWriter()
	t.AppendHeader(header)
	for _, e := range a.Effects {
		p := e.Together(a.Area)
		t.AppendRow(table.Row{e.Name, withRange(&p.Cost, ColSpend), withRange(&p.Net, ColSpend)})
	}
	return titled(fmt.Sprintf("All purses together, %s to %s, £m", finance.FinancialYear(a.FirstYear), a.Effects[0].lastYear()), laidIn(t, header, alongside))
}

func (a *Alternatives) betweenBlock(column string) string {
	var names []string
	pairs := a.Between(column, a.Landmarks()[0])
	for i := range pairs {
		names = append(names, a.Names(&pairs[i]))
	}
	return a.byLandmark("Difference of two: "+titleOf(column), names, func(i, year int) string {
		b := &a.Between(column, year)[i]
		mark := ""
		switch {
		case b.Told && b.FirstHasLess():
			mark = "< "
		case b.Told:
			mark = "> "
		}
		return mark + withRange(&b.Stats, column)
	})
}

// titleOf is a measure as tables have it.
func titleOf(column string) string {
	return measures[slices.IndexFunc(measures[:], func(m measure) bool { return m.column == column })].title
}

// withRange is the middle figure and the range of a column, pounds in millions.
func withRange(st *Stats, column string) string {
	if st.Draws == 0 {
		return "-"
	}
	say := func(x float64) string { return threeFigures(x / million) }
	if column == ColPlans {
		say = grouped
	}
	return fmt.Sprintf("%s %s..%s", say(st.At(Median).Value), say(st.At(tableLevels[0]).Value), say(st.At(tableLevels[2]).Value))
}
