package spreadsheet

import (
	"fmt"
	"strings"

	"sendsim/outputs"
	"sendsim/sim/finance"
)

// placement is a heading of the management plan's expenditure, with the columns
// that it is the sum of.
type placement struct {
	says    string
	columns []string
}

// The expenditure of the DSG management plan by placement, then its other lines
// [DSG-PLAN]. Every spend_ column stands in one of them.
var (
	placements = []placement{
		{"Mainstream schools and academies", []string{"spend_topup_mainstream", "spend_topup_enhanced"}},
		{"Resourced provision or SEN units", []string{"spend_places_resourced", "spend_topup_resourced"}},
		{"Maintained special schools, special academies and free schools", []string{"spend_places_special", "spend_topup_special"}},
		{"Non-maintained special schools or independent schools", []string{"spend_topup_independent_special", "spend_topup_independent_mainstream"}},
		{"Hospital schools or alternative provision", []string{"spend_places_ap", "spend_topup_ap", "spend_ap_services", "spend_hospital"}},
		{"Post-16 and further education", []string{"spend_places_post16", "spend_topup_college", "spend_topup_specialist_post16"}},
		{"Other placements", []string{"spend_topup_early_years", "spend_topup_other_arrangements"}},
	}
	otherLines = []placement{
		{"SEN support and inclusion services, therapies", []string{"spend_services", "spend_therapies"}},
		{"Programmes of levers", []string{"spend_lever_costs"}},
		{"Not explained by published lines (may be below 0)", []string{"spend_not_explained"}},
	}
)

// plan is the sheet in the layout of the management plan.
type plan struct {
	*sheet
	sum   *outputs.Summary
	draws *outputs.Draws
}

// planHeads is the number of rows down to the heads.
const planHeads = 6

// wide is the width of a column of pounds, in characters: billions in bold have
// room, and more where a sum of many authorities needs it.
func (p *plan) wide() float64 {
	const usual, billions, digit, ten = 15, 1e10, 1.5, 10
	wide := float64(usual)
	largest := p.sum.Stats(p.Area, p.sum.Years-1, outputs.ColGross).At(high).Value
	for ; largest >= billions; largest /= ten {
		wide += digit
	}
	return wide
}

// fillPlan lays the run into the lines of the DSG management plan.
func fillPlan(s *sheet) error {
	draws, closeFile, err := s.Draws(s.Detail)
	if err != nil {
		return err
	}
	defer closeFile()
	p := &plan{s, s.Summary(), draws}
	s.widths(58, p.wide())
	heads := planHeads
	if s.NoMoney() != "" {
		heads++
	}
	s.freeze(heads, 1)
	s.words(title, "DSG management plan, high needs: "+s.place())
	s.words(plain, s.subject())
	s.words(plain, addUp+" Pounds of the year. The mean columns of lines add up to the mean of their total.")
	s.addChosen()
	if says := s.NoMoney(); says != "" {
		s.words(group, says+" Of the management plan, the children are here.")
	}
	s.yearHeads("Financial year", []string{""}, func(y int) string { return finance.FinancialYear(p.sum.FirstYear + y) })
	if p.NoMoney() == "" {
		if err := p.expenditure(); err != nil {
			return err
		}
		p.funding()
		p.mitigation()
		p.reserve()
	}
	p.pupils()
	s.breakYears(1)
	return nil
}

// section is a heading over the whole width.
func (p *plan) section(says string) {
	row := []any{p.text(says, group)}
	for range 4 * p.sum.Years {
		row = append(row, p.text("", group))
	}
	p.gap()
	p.add(row...)
}

// figures is a row: what the draws say of a figure, year by year.
func (p *plan) figures(says string, name, as style, signed bool, of func(year int) *outputs.Stats) {
	row := []any{p.text(says, name)}
	for y := range p.sum.Years {
		row = append(row, p.four(of(y), as, signed)...)
	}
	p.add(row...)
}

// column is a row of a column of the summary.
func (p *plan) column(says, name string, as style, signed bool) {
	p.figures(says, label, as, signed, func(y int) *outputs.Stats { return p.sum.Stats(p.Area, y, name) })
}

// sumOf is a row of the sum of columns, draw by draw.
func (p *plan) sumOf(says string, columns []string) error {
	stats, err := p.draws.StatsOfSum(p.Area, columns...)
	if err != nil {
		return err
	}
	p.figures(says, group, moneyBold, false, func(y int) *outputs.Stats { return &stats[y] })
	return nil
}

// expenditure is the spend by placement and in other lines, each group over its
// lines.
func (p *plan) expenditure() error {
	for _, part := range []struct {
		says string
		of   []placement
	}{{"1. Expenditure by placement", placements}, {"2. Other high needs spend", otherLines}} {
		p.section(p.headed(part.says))
		for _, g := range part.of {
			if err := p.sumOf(g.says, g.columns); err != nil {
				return err
			}
			if len(g.columns) == 1 {
				continue
			}
			for _, name := range g.columns {
				p.column(saysOf(name), name, money, false)
			}
		}
	}
	p.figures("Total expenditure of the high needs block", group, moneyBold, false, func(y int) *outputs.Stats { return p.sum.Stats(p.Area, y, outputs.ColSpend) })
	return nil
}

// funding is what comes in.
func (p *plan) funding() {
	p.section(p.headed("3. Transfers and grant"))
	p.column("Transfer into the high needs block from the schools block", "transfer", money, false)
	p.column("High needs block, before deductions (gross of recoupment)", outputs.ColBlock, money, false)
}

// reserve is the DSG reserve from one 31 March to the next.
func (p *plan) reserve() {
	p.section(p.headed("5. In-year position and DSG reserve (a deficit is shown as chosen)"))
	for _, l := range []struct {
		says, column string
		signed       bool
	}{
		{"Reserve brought forward, 1 April", "opening_deficit", true},
		{"In-year position", outputs.ColInYear, true},
		{"Safety-valve payments received", "payments", false},
		{"Stability grant received", "stability_grant", false},
		{"Reserve carried forward, 31 March: net, after payments and stability grant", outputs.ColCumulative, true},
		{"Reserve carried forward, 31 March: gross, before them", outputs.ColGross, true},
		{"of the net: the authority's own", "cumulative_deficit_own", true},
		{"of the net: notional, falling on central government as announced", "cumulative_deficit_notional", true},
	} {
		p.column(l.says, l.column, money, l.signed)
	}
}

// pupils is the plans by age group, need and placement, and what a plan costs.
func (p *plan) pupils() {
	for _, part := range []struct {
		says, prefix string
		as           style
	}{
		{"6a. EHC plans by age group, January census in the year", "plans_age_", count},
		{"6b. EHC plans by primary need", "plans_need_", count},
		{"6c. EHC plans by placement", "plans_setting_", count},
		{"6d. Average cost of a plan to the high needs block, by placement, £ a year", "average_cost_", money},
	} {
		if part.as != count && p.NoMoney() != "" {
			continue
		}
		p.section(p.headed(part.says))
		for _, c := range outputs.Columns {
			if strings.HasPrefix(c.Name, part.prefix) {
				p.column(saysOf(c.Name), c.Name, part.as, false)
			}
		}
		if part.as == count {
			p.figures("All EHC plans", group, countBold, false, func(y int) *outputs.Stats { return p.sum.Stats(p.Area, y, outputs.ColPlans) })
		}
	}
}

// saysOf is what a column is, without what its section has said already, and
// without the sign that a deficit has in the files: here it is chosen.
func saysOf(name string) string {
	c, ok := outputs.ColumnNamed(name)
	if !ok {
		panic(fmt.Sprintf("workbook: no column is named %s", name))
	}
	says := strings.TrimSuffix(c.Says, " (positive = deficit)")
	if _, short, ok := strings.Cut(says, ": "); ok {
		return short
	}
	return says
}
