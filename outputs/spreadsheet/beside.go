package spreadsheet

import (
	"slices"
	"strings"

	"sendsim/outputs"
	"sendsim/sim/finance"
)

// besideLines is how many lines the heads of what stands side by side need.
const besideLines = 4

// betweenSays is outputs.BetweenSays for figures whose sign is chosen: below 0 is
// less of a deficit under the one and more under the other.
var betweenSays = strings.Replace(outputs.BetweenSays, "below 0 the first has less", "a larger surplus counts as a smaller deficit", 1)

// beside is several scenarios side by side: what each changes by some years, the
// chance of balance with it, and how each two differ.
func (s *sheet) beside() {
	a := s.Alternatives
	if laws := a.Laws(); laws != a.Regime {
		s.words(plain, "What a plan changes has the difference of these in it: "+laws+".")
	}
	for _, y := range a.Landmarks() {
		year := finance.FinancialYear(a.FirstYear + y)
		s.headWords(besideLines, slices.Concat([]string{"By " + year + ": scenario", "Changes"}, shown, []string{"Chance of a smaller deficit, or fewer plans"})...)
		for _, column := range a.Columns() {
			for _, e := range a.Effects {
				s.compared(e.Name, column, e.Stats(s.Area, y, column), s.chance(e.Lower(s.Area, y, column)))
			}
		}
		s.headWords(besideLines, slices.Concat([]string{"By " + year + ": the first less the second", "Differs"}, shown, []string{"Chance that the first has the smaller deficit, or fewer plans", "More than chance"})...)
		for _, column := range a.Columns() {
			for i := range a.Between(column, y) {
				b := &a.Between(column, y)[i]
				s.compared(a.Names(b), column, &b.Stats, s.chance(b.Lower), s.text(map[bool]string{true: "yes", false: "no"}[b.Told], plain))
			}
		}
	}
	s.words(plain, betweenSays)
	s.words(plain, boundSays)
	if s.NoMoney() == "" {
		s.balances()
	}
	s.gap()
}

// compared is a row of what differs in a column.
func (s *sheet) compared(name, column string, st *outputs.Stats, more ...any) {
	as, signed := count, false
	if column != outputs.ColPlans {
		as, signed = money, true
	}
	row := append([]any{s.text(name, label), s.text(saysOf(column), plain)}, s.four(st, as, signed)...)
	s.add(append(row, more...)...)
}

// balances is the chance of in-year balance under the base and each scenario.
func (s *sheet) balances() {
	a := s.Alternatives
	years := []string{"Chance of in-year balance", ""}
	for y := range a.Years {
		years = append(years, finance.FinancialYear(a.FirstYear+y))
	}
	s.words(head, years...)
	add := func(name string, of *outputs.Summary) {
		row := []any{s.text(name, label), s.text("", plain)}
		for _, c := range of.Chances[s.Area].Balance {
			row = append(row, s.chance(c))
		}
		s.add(row...)
	}
	add(a.Effects[0].BaseName, a.Effects[0].Base)
	for _, e := range a.Effects {
		add(e.Name, e.Scenario)
	}
}
