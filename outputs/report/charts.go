package report

import (
	"fmt"
	"slices"

	"sendsim/cohorts"
	"sendsim/outputs"
)

// fan is a fan chart with its table, its outturns marked, and the median that
// it is compared with.
func (p *Paper) fan(c *outputs.Chart, column string, say func(float64) string, head string) Block {
	s := p.Summary()
	t := &Table{Title: head, Head: []string{"year", "P10", "middle (P50)", "P90"}}
	var base *outputs.Summary
	if e := p.Effect(); e != nil {
		base = e.Base
		c.Against(base, p.Area, column, e.BaseName)
		t.Head = append(t.Head, "middle, "+e.BaseName)
	}
	c.Came(p.outturns(column))
	for y := range s.Years {
		low, middle, high := ends(s, p.Area, y, column)
		row := []string{finYear(s, y), say(low), say(middle), say(high)}
		if base != nil {
			row = append(row, say(base.Stats(p.Area, y, column).At(outputs.Median).Value))
		}
		t.Rows = append(t.Rows, row)
	}
	return Block{Figure: &Figure{Picture: c, Title: c.Title, Says: c.Says(), Table: t}}
}

// penniless says why nothing is told of money.
func penniless(p *Paper) []Block {
	if says := p.NoMoney(); says != "" {
		return []Block{{Text: says}}
	}
	return nil
}

// deficits are the fans of money.
func deficits(p *Paper) []Block {
	s, past := p.Summary(), p.Past()
	if p.noMoney() != "" {
		return nil
	}
	return []Block{
		p.fan(outputs.DeficitChart(s, past), outputs.ColCumulative, inMillions, "Cumulative DSG deficit at 31 March, £m (positive = deficit)"),
		p.fan(outputs.InYearChart(s, p.Area), outputs.ColInYear, inMillions, "In-year deficit of the high needs block, £m (positive = deficit)"),
		p.fan(outputs.GrossChart(s, p.Area), outputs.ColGross, inMillions, "Cumulative DSG deficit before payments and stability grant, £m (positive = deficit)"),
	}
}

// allPlans is the fan of plans.
func allPlans(p *Paper) []Block {
	return []Block{p.fan(outputs.PlansChart(p.Summary(), p.Past()), outputs.ColPlans, plans, "EHC plans at the January census in the financial year")}
}

// chances is the chance of balance by year.
func chances(p *Paper) []Block {
	s := p.Summary()
	if p.noMoney() != "" {
		return nil
	}
	t := &Table{Title: "Chances by financial year", Head: []string{"year", "in-year balance", "cumulative deficit above the threshold"}}
	var base *outputs.Summary
	name, baseName := "", ""
	if e := p.Effect(); e != nil {
		base, name, baseName = e.Base, e.Name, e.BaseName
		t.Head = append(t.Head, "in-year balance, "+baseName, "above the threshold, "+baseName)
	}
	for y := range s.Years {
		row := []string{finYear(s, y), s.Chances[p.Area].Balance[y].Plain(), s.Chances[p.Area].Over[y].Plain()}
		if base != nil {
			row = append(row, base.Chances[p.Area].Balance[y].Plain(), base.Chances[p.Area].Over[y].Plain())
		}
		t.Rows = append(t.Rows, row)
	}
	t.Notes = []string{"Threshold: a cumulative deficit of " + s.Threshold.String() + "."}
	c := outputs.BalanceChartOf(s, p.Area, name, base, baseName)
	return []Block{{Figure: &Figure{Picture: c, Title: c.Title, Says: c.Says(), Table: t}}}
}

// grid is small fans side by side, with the first, the headline's and the last
// year as a table.
func (p *Paper) grid(of []outputs.Panel, head string, says outputs.GridSays) []Block {
	s := p.Summary()
	var base *outputs.Summary
	baseName := ""
	if e := p.Effect(); e != nil {
		base, baseName = e.Base, e.BaseName
	}
	g := outputs.GridOf(s, p.Area, of, base, baseName, says)
	if g == nil {
		return nil
	}
	years := slices.Compact([]int{0, headline(s), s.Years - 1})
	t := &Table{Title: head, Head: []string{""}}
	for _, y := range years {
		t.Head = append(t.Head, finYear(s, y)+": P10", "middle", "P90")
	}
	for _, panel := range of {
		row := []string{panel.Title}
		for _, y := range years {
			low, middle, high := ends(s, p.Area, y, panel.Column)
			for _, v := range []float64{low, middle, high} {
				row = append(row, figure(panel.Column, v))
			}
		}
		t.Rows = append(t.Rows, row)
	}
	return []Block{{Figure: &Figure{Picture: g, Title: g.Title, Says: g.Says(), Table: t}}}
}

// figure is a value of a column as tables have it.
func figure(column string, v float64) string {
	c, ok := outputs.ColumnNamed(column)
	switch {
	case v != v || !ok:
		return "-"
	case c.Unit == outputs.UnitShare:
		return number(percent*v, 0) + " %"
	case c.Unit == outputs.UnitPounds:
		return inMillions(v)
	}
	return plans(v)
}

// makeup is for whom the plans are.
func makeup(p *Paper) []Block {
	var phases, settings, needs, ages []outputs.Panel
	for _, ph := range cohorts.Phases() {
		phases = append(phases, outputs.Panel{Title: ph.String(), Column: outputs.PhaseColumn(ph)})
	}
	for _, st := range cohorts.Settings() {
		settings = append(settings, outputs.Panel{Title: st.String(), Column: outputs.SettingColumn(st)})
	}
	for _, n := range cohorts.Needs() {
		needs = append(needs, outputs.Panel{Title: n.String(), Column: outputs.NeedColumn(n)})
	}
	for _, b := range cohorts.Bands() {
		ages = append(ages, outputs.Panel{Title: "aged " + b.String(), Column: outputs.AgeColumn(b)})
	}
	return slices.Concat(
		p.grid(phases, "Plans by phase at the January census", grownMost("phase", "in")),
		p.grid(settings, "Plans by setting at the January census", grownMost("setting", "in")),
		p.grid(needs, "Plans by primary need at the January census", grownMost("need", "for")),
		p.grid(ages, "Plans by age group at the January census", grownMost("age group", "for those")),
	)
}

// grownMost says which panel grows by most.
func grownMost(by, at string) outputs.GridSays {
	return outputs.GridSays{Axes: "Up: EHC plans; across: January of the census", Finding: func(all []outputs.Growth) string {
		most := slices.MaxFunc(all, func(a, b outputs.Growth) int {
			switch x, y := a.To-a.From, b.To-b.From; {
			case x < y:
				return -1
			case x > y:
				return 1
			}
			return 0
		})
		if most.To <= most.From {
			return fmt.Sprintf("no %s grows in the middle of the futures", by)
		}
		return fmt.Sprintf("by %s, most plans are added %s %s: from %s in January %d to %s in January %d, in the middle of the futures",
			by, at, most.Title, plans(most.From), most.FromYear, plans(most.To), most.ToYear)
	}}
}

// titled is a finding that does not go by what grows.
func titled(finding, axes string) outputs.GridSays {
	return outputs.GridSays{Axes: axes, Finding: func([]outputs.Growth) string { return finding }}
}

// pipeline is the way to a plan.
func pipeline(p *Paper) []Block {
	of := []outputs.Panel{
		{Title: "requests for an assessment", Column: "requests"},
		{Title: "decisions: agreed", Column: "agreed"},
		{Title: "decisions: refused", Column: "refused"},
		{Title: "plans issued", Column: "new_plans"},
		{Title: "issued within 20 weeks, per cent", Column: "share_within_20_weeks"},
		{Title: "backlog: assessments overdue in January", Column: "backlog"},
		{Title: "plans ended", Column: "ended"},
		{Title: "annual reviews owed in January", Column: "reviews_owed"},
		{Title: "disputes over a placement, open in January", Column: "disputes_open_placement"},
	}
	s := p.Summary()
	y := headline(s)
	_, requests, _ := ends(s, p.Area, y, "requests")
	_, issued, _ := ends(s, p.Area, y, "new_plans")
	_, backlog, _ := ends(s, p.Area, y, "backlog")
	title := fmt.Sprintf("in %s, %s requests lead to %s new plans, and %s assessments are overdue in January (middle figures)", finYear(s, y), plans(requests), plans(issued), plans(backlog))
	return p.grid(of, "From request to plan, by financial year", titled(title, "Up: number in the year, or as the panel says; across: year in which the financial year ends"))
}

// room is the places and how full they are.
func room(p *Paper) []Block {
	var of []outputs.Panel
	for _, st := range cohorts.Settings() {
		if st.Rationed() {
			of = append(of,
				outputs.Panel{Title: "places: " + st.String(), Column: "places_" + outputs.ColumnKey(st.Key())},
				outputs.Panel{Title: "places that are filled: " + st.String(), Column: "occupancy_" + outputs.ColumnKey(st.Key())},
				outputs.Panel{Title: "sought a place, found none: " + st.String(), Column: "unplaced_" + outputs.ColumnKey(st.Key())})
		}
	}
	s := p.Summary()
	y := headline(s)
	key := outputs.ColumnKey(cohorts.StateSpecial.Key())
	_, full, _ := ends(s, p.Area, y, "occupancy_"+key)
	_, unplaced, _ := ends(s, p.Area, y, "unplaced_"+key)
	title := fmt.Sprintf("state special schools are %s full in %s, and %s children find no place there in the year (middle figures)", outputs.PerCent(full), finYear(s, y), plans(unplaced))
	return p.grid(of, "Places and who finds none", titled(title, "Up: places, the share that is filled, or children in the year, as the panel says; across: January of the census"))
}
