package report

import (
	"fmt"
	"strings"

	"sendsim/outputs"
)

// beside is several plans side by side: what each does by some years, what it
// costs, and how each two differ.
func beside(p *Paper) []Block {
	a := p.Alternatives
	if a == nil {
		return nil
	}
	blocks := []Block{{Text: fmt.Sprintf("Each plan is compared with %s, future by future, with the same luck in all. Figures are what it changes; below 0: less.", against(a.Effects[0]))}}
	for _, y := range a.Landmarks() {
		blocks = append(blocks, Block{Table: besideEffects(a, y)})
	}
	if p.noMoney() == "" {
		blocks = append(blocks, Block{Table: besidePurses(a)})
	}
	blocks = append(blocks, Block{Text: outputs.BetweenSays})
	for _, y := range a.Landmarks() {
		blocks = append(blocks, Block{Table: between(a, y)})
	}
	return blocks
}

// besideEffects is what each plan does by a year, and the chance of balance in it
// with and without it.
func besideEffects(a *outputs.Alternatives, y int) *Table {
	base := a.Effects[0].Base
	t := &Table{
		Title: "What each plan changes: " + datesOf(a, y),
		Head:  []string{"plan", "EHC plans: P10", "middle", "P90", "cumulative deficit, £m: P10", "middle", "P90", "chance that it is lower", "chance of in-year balance"},
		Rows:  [][]string{{a.Effects[0].BaseName, "", "", "", "", "", "", "", base.Chances[a.Area].Balance[y].Plain()}},
	}
	if a.Areas[a.Area].NoMoney != "" {
		t.Rows = nil
	}
	for _, e := range a.Effects {
		row := append([]string{e.Name}, three(e.Stats(a.Area, y, outputs.ColPlans), plainCount)...)
		row = append(row, three(e.Stats(a.Area, y, outputs.ColCumulative), finely)...)
		t.Rows = append(t.Rows, append(row, lowerIn(e, a.Area, y, outputs.ColCumulative), e.Scenario.Chances[a.Area].Balance[y].Plain()))
	}
	if a.Areas[a.Area].NoMoney != "" {
		const ofPlans = 4 // columns
		t.ofFirst(ofPlans)
	}
	return t
}

// datesOf are the days of which the figures of a year are.
func datesOf(a *outputs.Alternatives, y int) string {
	year := a.FirstYear + y + 1
	if a.Areas[a.Area].NoMoney != "" {
		return fmt.Sprintf("January %d", year)
	}
	return fmt.Sprintf("EHC plans in January, deficit at 31 March %d", year)
}

// ofFirst leaves the first columns alone.
func (t *Table) ofFirst(columns int) {
	t.Head = t.Head[:columns]
	for i := range t.Rows {
		t.Rows[i] = t.Rows[i][:columns]
	}
}

// three is the middle of a figure between its ends.
func three(st *outputs.Stats, say func(float64) string) []string {
	return []string{say(st.At(10).Value), say(st.At(outputs.Median).Value), say(st.At(90).Value)}
}

// besidePurses is what each plan costs all purses together, and saves them.
func besidePurses(a *outputs.Alternatives) *Table {
	t := &Table{
		Title: fmt.Sprintf("What each plan costs and saves all purses together, %s to %s, £m", finYear(a.Effects[0].Base, 0), finYear(a.Effects[0].Base, a.Years-1)),
		Head:  []string{"plan", "programmes cost (middle)", "net saving: P10", "middle", "P90", "chance that it has paid back"},
	}
	for _, e := range a.Effects {
		b := e.Together(a.Area)
		back := "" // what costs nothing, or saves itself nothing, is not paid back
		if b.PaysBack() {
			back = b.By[e.Years-1].Plain()
		}
		row := append([]string{e.Name, finely(b.Cost.At(outputs.Median).Value)}, three(&b.Net, finely)...)
		t.Rows = append(t.Rows, append(row, back))
	}
	return t
}

// between is how each two plans differ by a year.
func between(a *outputs.Alternatives, y int) *Table {
	t := &Table{Title: "How each two plans differ: " + datesOf(a, y), Head: []string{"the first less the second"}}
	for _, column := range a.Columns() {
		t.Head = append(t.Head, map[string]string{outputs.ColCumulative: "cumulative deficit, £m", outputs.ColPlans: "EHC plans"}[column]+": P10", "middle", "P90", "chance that the first has less", "more than chance")
	}
	for i := range a.Between(outputs.ColPlans, y) {
		row := []string{a.Names(&a.Between(outputs.ColPlans, y)[i])}
		for _, column := range a.Columns() {
			b, say := &a.Between(column, y)[i], finely
			if column == outputs.ColPlans {
				say = plainCount
			}
			row = append(append(row, three(&b.Stats, say)...), b.Lower.Plain(), map[bool]string{true: "yes", false: "no"}[b.Told])
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// severalAsked says which plans are compared.
func (p *Paper) severalAsked() string {
	says := fmt.Sprintf("The plans %s are each compared with %s, future by future with the same luck in all. Charts are of %[2]s.", p.planNames(), against(p.Effects[0]))
	if p.lawsDiffer() {
		says += " " + capital(p.Alternatives.Laws()) + ": what a plan changes has the difference of these in it."
	}
	return says
}

// planNames are the plans as a sentence has them.
func (p *Paper) planNames() string {
	var all []string
	for _, e := range p.Effects {
		all = append(all, "“"+e.Name+"”")
	}
	return listed(all)
}

// listed joins words: "a, b and c".
func listed(words []string) string {
	last := len(words) - 1
	if last < 1 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:last], ", ") + " and " + words[last]
}

// lowestSentence says which plan has the least of what is asked for, whether that
// is less than the base has, and how sure it is beside each other plan.
func (p *Paper) lowestSentence() string {
	a := p.Alternatives
	column, what, when := p.decisive()
	y := headline(p.Summary())
	best := a.Lowest(column, y)
	e := a.Effects[best]
	st := e.Stats(p.Area, y, column)
	middle := st.At(outputs.Median).Value
	if !e.Moves(p.Area, y, column) {
		return fmt.Sprintf("Of the plans none has a lower %s %s than %s in the middle of the futures; “%s” changes it in none of them.", what, when, against(e), e.Name)
	}
	does := fmt.Sprintf("it changes them by %s in the middle of the futures (in 8 of 10: %s to %s; below 0: fewer)", plans(middle), plans(st.At(10).Value), plans(st.At(90).Value))
	if column == outputs.ColCumulative {
		does = fmt.Sprintf("it %s in the middle of the futures (in 8 of 10: %s to %s)", moves(middle), change(st.At(10).Value), change(st.At(90).Value))
	}
	says := fmt.Sprintf("Of the plans, “%s” has the lowest %s %s: compared with %s, %s.", e.Name, what, when, against(e), does)
	if middle >= 0 {
		says = fmt.Sprintf("None of the plans has a lower %s %s than %s in the middle of the futures. Nearest is “%s”: %s.", what, when, against(e), e.Name, does)
	}
	return says + p.besideOthers(best, column, y)
}

// besideOthers says how sure it is that the plan has less than each other plan.
func (p *Paper) besideOthers(best int, column string, year int) string {
	var less, alike []string
	for i, other := range p.Alternatives.Effects {
		switch b := p.Alternatives.Beside(best, i, column, year); {
		case i == best:
		case b.Alike():
			alike = append(alike, "“"+other.Name+"”")
		case b.Told && b.FirstHasLess():
			less = append(less, fmt.Sprintf("“%s” in %s (more than chance)", other.Name, b.Lower.Plain()))
		default:
			less = append(less, fmt.Sprintf("“%s” in %s (it may be chance)", other.Name, b.Lower.Plain()))
		}
	}
	says := ""
	if len(less) > 0 {
		says += fmt.Sprintf(" Of the futures it is below %s.", listed(less))
	}
	if len(alike) > 0 {
		says += fmt.Sprintf(" It is the same as with %s in every future.", listed(alike))
	}
	return says
}

// decisive is the column by which plans are set in order, and how it is said.
func (p *Paper) decisive() (column, what, when string) {
	year := p.Summary().FirstYear + headline(p.Summary()) + 1
	if p.noMoney() != "" {
		return outputs.ColPlans, "number of EHC plans", fmt.Sprintf("in January %d", year)
	}
	return outputs.ColCumulative, "deficit", fmt.Sprintf("at 31 March %d", year)
}
