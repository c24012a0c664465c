package report

import (
	"fmt"

	"sendsim/outputs"
)

// briefBeside is which of several plans does most, and how sure that is.
func briefBeside(p *Paper) Part {
	a := p.Alternatives
	y := headline(p.Summary())
	year := a.FirstYear + y + 1
	column, least := outputs.ColCumulative, fmt.Sprintf("By March %d the least is short with", year)
	if p.noMoney() != "" {
		column, least = outputs.ColPlans, fmt.Sprintf("There are fewest EHC plans by January %d with", year)
	}
	best := a.Lowest(column, y)
	says := []string{
		fmt.Sprintf("We set %s beside %s.", p.planNames(), against(a.Effects[0])),
		fmt.Sprintf("%s “%s”.", least, a.Effects[best].Name),
	}
	for i, e := range a.Effects {
		if i == best {
			continue
		}
		lower, told := a.Below(best, i, column, y)
		sure := "we can not be sure that this is more than chance"
		if told {
			sure = "this is more than chance"
		}
		says = append(says, fmt.Sprintf("It is less than with “%s” %s: %s.", e.Name, tens(lower.Share()), sure))
	}
	return Part{"What the plans do", append(says, "The table has all of them side by side.")}
}

// briefPlansTable is several plans side by side.
func briefPlansTable(p *Paper) *Table {
	a := p.Alternatives
	s := a.Effects[0].Base
	y := headline(s)
	year := a.FirstYear + y + 1
	t := &Table{
		Title: fmt.Sprintf("The plans side by side: what each changes beside %s (below 0: less), the middle figure, and the range in 8 futures of 10", against(a.Effects[0])),
		Head: []string{
			"plan", fmt.Sprintf("EHC plans, January %d", year), "range", fmt.Sprintf("short at end of March %d, £m", year), "range",
			"chance it is enough in " + finYear(s, y), fmt.Sprintf("cost up to March %d, £m", a.FirstYear+a.Years), "all purses save, £m",
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
		const ofPlans = 3 // columns
		t.Head = t.Head[:ofPlans]
	}
	return t
}

// span is the range of a figure.
func span(st *outputs.Stats, say func(float64) string) string {
	return say(st.At(10).Value) + " to " + say(st.At(90).Value)
}
