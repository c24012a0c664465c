package outputs

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"sendsim/sim/finance"
)

// Notes is what stands under the table of an effect, a sentence or two each.
func (e *Effect) Notes(area int) []string {
	list := []string{
		EffectSays + " A lower deficit is better. " + QuantileSays,
		"± is the Monte Carlo standard error of the mean, and of a chance: what another run of as many draws would change. It says nothing of what the model leaves out.",
	}
	list = append(list, e.ownNotes(area)...)
	if e.Scenario.Regime != e.Regime {
		list = append(list, fmt.Sprintf("Law and funding differ: %s under %s; %s under %s.", e.BaseName, e.Regime, e.Name, e.Scenario.Regime))
	}
	if e.Attribution != nil && len(e.Attribution.Names(area)) > 0 {
		list = append(list, e.attributionNotes()...)
	}
	list = append(list, e.breakNotes()...)
	if e.Years > CautionYears {
		list = append(list, e.caution())
	}
	warnings := slices.Clone(e.Base.Warnings)
	for _, w := range e.Scenario.Warnings {
		if !slices.Contains(warnings, w) {
			warnings = append(warnings, e.Name+": "+w)
		}
	}
	for _, w := range warnings {
		list = append(list, "Warning: "+w+".")
	}
	if e.Local {
		list = append(list, "Contains local data.")
	}
	if e.FullCounts {
		list = append(list, "This comparison "+InFull+".")
	}
	return append(list, "Sources: "+strings.Join(e.Sources, "; ")+". "+Licence)
}

// ownNotes is what is to be known of the effect on an area, and on no other.
func (e *Effect) ownNotes(area int) []string {
	list := []string{e.moneyNote(area), e.pairingNote(area)}
	if e.Areas[area].NoMoney != "" {
		return list
	}
	list = append(list, e.paybackNote(area))
	if note := e.GrantNote(area); note != "" {
		list = append(list, note)
	}
	return list
}

// breakNotes is the risk of a break of the law, and which run has it where only
// one does.
func (e *Effect) breakNotes() []string {
	switch base, with := e.Break, e.Scenario.Break; {
	case base == with && base == "":
		return nil
	case base == with:
		return []string{base}
	case with == "":
		return []string{e.BaseName + ": " + base}
	case base == "":
		return []string{e.Name + ": " + with}
	default:
		return []string{e.BaseName + ": " + base, e.Name + ": " + with}
	}
}

// caution is that of the run whose law may break, if one does.
func (e *Effect) caution() string {
	if e.Break == "" {
		return e.Scenario.caution()
	}
	return e.About.caution()
}

// moneyNote is the threshold, or why there is no money.
func (e *Effect) moneyNote(area int) string {
	if why := e.Areas[area].NoMoney; why != "" {
		return withoutMoney(why)
	}
	return e.Base.thresholdNote(area)
}

// attributionNotes says how levers were told apart.
func (e *Effect) attributionNotes() []string {
	note := "What each lever does is its Shapley value: its mean effect over every order in which the levers might come. The means add up to the whole exactly."
	how := "Attribution: " + e.Attribution.How() + "."
	if p := e.Attribution.Plan; !p.Exact {
		how += " ± counts the orders too."
		if p.Draws < e.Draws {
			how += " Its ends are those of these draws alone."
		}
	}
	return []string{note, how + " A faster machine may do more within --budget; the manifest holds what was done."}
}

// pairingNote says what pairing saved in the last year.
func (e *Effect) pairingNote(area int) string {
	say := func(column, name string) string {
		switch s := e.Saved(area, e.Years-1, column); {
		case s != s:
			return name + ": neither run varies"
		case math.IsInf(s, 0):
			return name + ": every draw moves alike"
		default:
			return name + ": " + timesSaid(s)
		}
	}
	saved := say(ColPlans, "Plans")
	if e.Areas[area].NoMoney == "" {
		saved += "; " + say(ColCumulative, "cumulative deficit")
	}
	return fmt.Sprintf("Pairing: by so much the variance of the effect in %s would be larger if the two runs had luck of their own. %s.", e.lastYear(), saved)
}

// timesSaid is a factor as a reader says it: "4.2 times", "370 times", "about
// 19,000 times", "about 2.8 million times", "more than 10 million times".
func timesSaid(x float64) string {
	switch {
	case x < 10:
		return trimmed(x, 1) + " times"
	case x < thousand:
		return trimmed(x, 0) + " times"
	case x < million:
		return "about " + grouped(nearest(x, powerOfTen(x/10))) + " times"
	case x < 10*million:
		return "about " + trimmed(x/million, 1) + " million times"
	default:
		return "more than 10 million times"
	}
}

// paybackNote says what the table of purses counts, and the distribution of
// the year of payback.
func (e *Effect) paybackNote(area int) string {
	note := "Saved is what a purse pays less beside the programmes' cost (below 0: more); cost is P50. Paid back: by then, and in every later year of the run, savings so far cover costs so far, among futures in which a programme cost the purse something; pounds of each year, not discounted."
	for i := range e.Paybacks[area] {
		p := &e.Paybacks[area][i]
		if !p.PaysBack() {
			continue
		}
		note += fmt.Sprintf(" Payback, %s: %s%s.", p.Purse, e.paybackYears(p), p.SpentSaid(e.Draws))
	}
	return note
}

// GrantNote says by how much the effect on the cumulative deficit is not what is
// spent less what is saved, where both runs are paid a stability grant, which
// follows the deficit; "" where it moves by nothing that is printed.
func (e *Effect) GrantNote(area int) string {
	for y := range e.Years {
		if e.Base.Stats(area, y, colStability).At(90).Value <= 0 || e.Scenario.Stats(area, y, colStability).At(90).Value <= 0 {
			continue
		}
		more := e.Stats(area, y, colStability).Mean.Value
		const decimals = 2
		said := WithCommas(math.Abs(more)/million, decimals)
		if said == WithCommas(0, decimals) {
			continue
		}
		paid, deficit := "more", "lower"
		if more < 0 {
			paid, deficit = "less", "higher"
		}
		return fmt.Sprintf("The stability grant of %s is a share of the deficit at an earlier 31 March, and so it follows what is spent or saved by then: with %s it is £%sm %s on average. From then on the cumulative deficit is %s by that than what is spent less what is saved would make it.",
			finance.FinancialYear(e.FirstYear+y), e.Name, said, paid, deficit)
	}
	return ""
}

// SpentSaid is the futures that a chance of payback is of, where they are not
// all draws: " (of the 76 futures of 400 with a cost)".
func (p *Payback) SpentSaid(draws int) string {
	n := p.By[0].Draws
	if n == draws {
		return ""
	}
	return fmt.Sprintf(" (of the %s futures of %s with a cost)", grouped(float64(n)), grouped(float64(draws)))
}

// paybackYears says by which years a tenth, half and nine tenths of the futures
// have paid back.
func (e *Effect) paybackYears(p *Payback) string {
	if p.year(tableLevels[0]) == e.Years {
		return "by " + e.lastYear() + " in less than a tenth of the futures"
	}
	var years []string
	for _, l := range tableLevels {
		in := "later than " + e.lastYear()
		if p.year(l) < e.Years {
			in = e.paidBackIn(p, l)
		}
		years = append(years, strings.ToUpper(l.String())+" "+in)
	}
	return strings.Join(years, ", ")
}
