package report

import (
	"fmt"

	"sendsim/outputs"
)

// briefPlansColumns is how many columns of the brief's table there are without
// money.
const briefPlansColumns = 3

// briefTable is the years to the headline's, or several plans by that year.
func briefTable(p *Paper) *Table {
	if p.several() {
		return briefPlansTable(p)
	}
	s := p.Summary()
	t := &Table{Title: "Year by year: the middle figure, and the range in 8 futures of 10", Head: []string{"year", "plans, January", "range", "short at end of March, £m", "range", "chance it is enough in the year"}}
	for y := range headline(s) + 1 {
		low, middle, high := ends(s, p.Area, y, outputs.ColPlans)
		least, mid, most := ends(s, p.Area, y, outputs.ColCumulative)
		t.Rows = append(t.Rows, []string{
			finYear(s, y), plans(middle), plans(low) + " to " + plans(high),
			inMillions(mid), inMillions(least) + " to " + inMillions(most), s.Chances[p.Area].Balance[y].Plain(),
		})
	}
	if p.noMoney() != "" {
		t.ofFirst(briefPlansColumns)
	}
	return t
}

// briefPlansTable is several plans side by side.
func briefPlansTable(p *Paper) *Table {
	a := p.Alternatives
	s := a.Effects[0].Base
	y := headline(s)
	year := a.FirstYear + y + 1
	t := &Table{
		Title: fmt.Sprintf("The plans side by side: change beside %s (below 0: less), and the range in 8 futures of 10", against(a.Effects[0])),
		Head: []string{
			"plan", fmt.Sprintf("EHC plans, January %d", year), "range", fmt.Sprintf("short at end of March %d, £m", year), "range",
			"chance it is enough in " + finYear(s, y), fmt.Sprintf("cost up to March %d, £m", a.FirstYear+a.Years), "saved less cost, all purses, £m",
		},
	}
	if p.noMoney() == "" {
		t.Rows = append(t.Rows, []string{a.Effects[0].BaseName, "", "", "", "", s.Chances[p.Area].Balance[y].Plain(), "", ""})
	}
	for _, e := range a.Effects {
		of, short := e.Stats(p.Area, y, outputs.ColPlans), e.Stats(p.Area, y, outputs.ColCumulative)
		row := []string{e.Name, plainCount(of.At(outputs.Median).Value), span(of, plainCount)}
		if b := e.Together(p.Area); b != nil {
			row = append(row, finely(short.At(outputs.Median).Value), span(short, finely), e.Scenario.Chances[p.Area].Balance[y].Plain(),
				finely(b.Cost.At(outputs.Median).Value), finely(b.Net.At(outputs.Median).Value))
		}
		t.Rows = append(t.Rows, row)
	}
	if p.noMoney() != "" {
		t.Head = t.Head[:briefPlansColumns]
	}
	return t
}

// span is the range of a figure.
func span(st *outputs.Stats, say func(float64) string) string {
	return say(st.At(10).Value) + " to " + say(st.At(90).Value)
}
