package outputs

import (
	"fmt"
	"math"
	"strings"

	"sendsim/calibration/evidence"
	"sendsim/cohorts"
	"sendsim/internal/disclosure"
	"sendsim/sim"
	"sendsim/sim/finance"
)

// published is a figure that a future starts from.
type published struct {
	what, when, unit, source string
	value                    float64 // NaN where it is not published
	from                     Origin
}

// money tells whether it is no count of children.
func (p published) money() bool { return p.unit == UnitPounds }

const balanceOf = "DSG balance at its 31 March"

// beginnings are the published figures that a future starts from.
func beginnings(s *sim.Story) (all []published) {
	f, january := s.Children.Evidence, s.Children.Structure.January
	for _, p := range []struct {
		name string
		of   evidence.Series
		key  string
		year int
		unit string
	}{
		{"EHC plans", evidence.Plans, "", january, UnitPlans},
		{"new plans of the calendar year", evidence.NewPlans, "", january - 1, UnitPlans},
		{"requests of the calendar year", evidence.Requests, "", january - 1, UnitRequests},
		{"refused", evidence.Refused, "", january - 1, UnitRequests},
		{"requests undecided at its end", evidence.RequestsOutstanding, "", january - 1, UnitRequests},
		{"plans ended in the calendar year", evidence.Ceased, "", january - 1, UnitPlans},
		// of the financial year that the opening balance closes
		{"high needs block before deductions", evidence.HighNeedsBlock, "before_deductions", january - 1, UnitPounds},
		{"top-ups to state providers", evidence.TopUp, "state", january - 1, UnitPounds},
		{"top-ups to independent providers", evidence.TopUp, "independent", january - 1, UnitPounds},
		{balanceOf, evidence.DSGBalance, "", january - 1, UnitPounds},
	} {
		one := published{what: p.name, when: fmt.Sprint(p.year), unit: p.unit, value: math.NaN()}
		if one.money() {
			one.when = finance.FinancialYear(p.year)
		}
		if r, ok := f.Row(p.of, p.year, evidence.AllAges, p.key); ok {
			one.value, one.source, one.from = r.Value, r.Source, OriginOf(&r)
			if how, _, _ := strings.Cut(r.Note, "; "); one.from == Derived {
				one.source += ", " + how
			}
		}
		all = append(all, one)
	}
	return all
}

// start tells the published figures that the future starts from.
func (t *teller) start() {
	all := beginnings(t.story)
	t.line("Where it starts: " + startsFrom(all))
	for _, p := range all {
		name, when, figure, from := p.what, p.when, "not published", ""
		if p.money() {
			name += ", £"
		}
		if p.what == balanceOf { // in words that leave room for the figure
			name, when = "DSG balance, £ (deficit positive)", fmt.Sprintf("31 March %d", t.story.Children.Structure.January)
		}
		if p.value == p.value {
			figure, from = shownCount(p.value, t.full || p.money()), "["+p.source+"]"
		}
		t.row(name+", "+when, figure, from)
	}
	t.line("  plans by setting at the start of the future:")
	shown, hides := shownBySetting(&t.story.Start, t.full)
	for s := range cohorts.NumSettings {
		t.row("  "+s.String(), shown[s], "")
	}
	switch {
	case t.full:
		t.line("  This " + InFull + ".")
	case hides:
		t.line("  " + disclosure.Says)
	}
	m := t.story.Money
	if m.Unknown != "" {
		t.line("  There are no figures of money: " + m.Unknown + ".\n")
		return
	}
	t.adjusted("state", &m.State)
	t.adjusted("independent", &m.Independent)
	t.atCap(m.AtCap())
	t.line("")
}

// startsFrom says what the figures are that a future starts from.
func startsFrom(all []published) string {
	var known []Point
	for _, p := range all {
		if p.value == p.value {
			known = append(known, Point{From: p.from})
		}
	}
	return OriginsSaid(known, [...]string{"published figures", "figures derived from published ones", "the council's own figures"})
}

// atCap tells in which settings what a child costs is no estimate.
func (t *teller) atCap(all []cohorts.Setting) {
	var names []string
	for _, s := range all {
		names = append(names, s.String())
	}
	if len(names) > 0 {
		t.line("  what a child costs is held at a cap in %s: %s", listed(names), finance.CapSays)
	}
}

// adjusted tells by what the lines of 2021-22 were multiplied, and why; nothing
// of a start in the past, which has none.
func (t *teller) adjusted(providers string, r *finance.Rescaling) {
	if r.Factor == 0 {
		return
	}
	why := "so that the total of 2023-24 is met"
	if r.Published == 0 {
		why = "no total of 2023-24 is published: as usual elsewhere"
	}
	t.row("adjustment of top-ups to "+providers+" providers", fmt.Sprintf("x %.2f", r.Factor), why)
}
