package spreadsheet

import (
	"strings"

	"sendsim/outputs"
	"sendsim/sim/finance"
)

const effectsName = "Effects"

// fillEffects is what the levers of a comparison do: each in the last year that
// is a forecast, what each purse pays and saves, and the chance that it is paid back by a year.
// Several scenarios stand side by side before that.
func fillEffects(s *sheet) error {
	s.widths(44, 80, 16)
	s.words(title, "What levers do: "+s.place())
	all := s.Told()
	if len(all) == 0 {
		s.words(plain, "One run says nothing of what its levers do: that is the difference of two runs on the same luck, which sendsim compare makes.")
		return nil
	}
	s.words(plain, "An effect is the scenario less its base in the same future, with the same luck. Balances, and what changes of them, have the sign that is chosen on the sheet "+summaryName+".")
	s.words(plain, addUp)
	s.addChosen()
	if says := s.NoMoney(); says != "" {
		s.words(group, says)
	}
	if s.Alternatives != nil {
		s.beside()
	}
	for _, e := range all {
		s.effect(e)
	}
	return nil
}

// effect is what the levers of one scenario do.
func (s *sheet) effect(e *outputs.Effect) {
	s.words(plain, e.Name+" less "+e.BaseName+", future by future.")
	of := []string{outputs.ColCumulative, outputs.ColInYear, outputs.ColPlans}
	if s.NoMoney() != "" {
		of = of[2:]
	}
	decided := finance.FinancialYear(e.FirstYear + e.Attribution.Decided(s.Area, outputs.ColPlans).Year)
	s.words(head, append([]string{"By " + decided + ": lever", "Changes"}, shown...)...)
	for _, column := range of {
		steps := e.Attribution.Decided(s.Area, column)
		signed, as := column != outputs.ColPlans, count
		if signed {
			as = money
		}
		for i := range steps.Parts {
			part := &steps.Parts[i]
			s.add(append([]any{s.text(outputs.LeverSaid(part.Name), label), s.text(saysOf(steps.Column), plain)}, s.four(&part.Stats, as, signed)...)...)
		}
		s.add(s.text("All levers together", group), s.text(saysOf(steps.Column), group), s.text("", group), s.text("", group), s.text("", group),
			s.figure(steps.Total(), bolder(as), signed))
	}
	s.words(plain, "Levers are told apart by Shapley values ("+e.Attribution.How()+"): means add up.")
	if s.NoMoney() == "" {
		s.purses(e)
	}
	s.gap()
}

func bolder(as style) style {
	if as == money {
		return moneyBold
	}
	return countBold
}

// purses is what each purse pays for programmes and saves, over the whole run.
func (s *sheet) purses(e *outputs.Effect) {
	paybacks := e.Paybacks[s.Area]
	if len(paybacks) == 0 {
		return
	}
	s.gap()
	s.words(head, append([]string{"Over all years: purse", "Sum (a saving is positive)"}, shown...)...)
	for i := range paybacks {
		p := &paybacks[i]
		for _, of := range []struct {
			says string
			st   *outputs.Stats
		}{{"programme costs", &p.Cost}, {"savings", &p.Saving}, {"net saving", &p.Net}} {
			s.add(append([]any{s.text(p.Purse, label), s.text(of.says, plain)}, s.four(of.st, money, false)...)...)
		}
	}
	s.gap()
	years := []string{"Chance that it is paid back by", ""}
	for y := range e.Years {
		years = append(years, finance.FinancialYear(e.FirstYear+y))
	}
	s.words(head, years...)
	for i := range paybacks {
		of := ""
		if paybacks[i].PaysBack() {
			of = strings.TrimSpace(paybacks[i].SpentSaid(e.Draws))
		}
		row := []any{s.text(paybacks[i].Purse, label), s.text(of, plain)}
		for _, c := range paybacks[i].By {
			if paybacks[i].PaysBack() { // what costs nothing, or saves itself nothing, is not paid back
				row = append(row, s.chance(c))
			}
		}
		s.add(row...)
	}
}
