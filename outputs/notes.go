package outputs

import (
	"fmt"
	"strings"

	"sendsim/sim/finance"
)

// Notes is what stands under every table of an area, a sentence or two each:
// signs, errors, thresholds, how it opens, what is not explained, cautions,
// warnings, sources.
func (s *Summary) Notes(area int) []string {
	list := append(s.howRead(area), s.ownNotes(area)...)
	if len(s.Council) > 0 {
		list = append(list, "Council's figures: "+strings.Join(s.Council, "; ")+".")
	}
	list = append(list, s.Remarks...)
	if s.Break != "" {
		list = append(list, s.Break)
	}
	if s.Years > CautionYears {
		list = append(list, s.caution())
	}
	for _, w := range s.Warnings {
		list = append(list, "Warning: "+w+".")
	}
	if s.Local {
		list = append(list, "Contains local data.")
	}
	if s.FullCounts {
		list = append(list, "This run "+InFull+".")
	}
	sources := Licence
	if len(s.Sources) > 0 {
		sources = "Sources: " + strings.Join(s.Sources, "; ") + ". " + Licence
	}
	return append(list, sources)
}

// howRead is how the figures are to be read.
func (s *Summary) howRead(area int) []string {
	says := QuantileSays + " " + Simulated
	if s.Areas[area].NoMoney == "" {
		says = Sign + " " + says
	}
	return []string{says, s.errorNote()}
}

// ownNotes is what is to be known of the money of an area, and of no other.
func (s *Summary) ownNotes(area int) []string {
	if why := s.Areas[area].NoMoney; why != "" {
		return []string{withoutMoney(why)}
	}
	list := []string{
		s.thresholdNote(area),
		s.balanceNote(area),
		s.openingNote(area),
		s.unexplainedNote(area),
	}
	for _, note := range []string{s.stabilityNote(area), s.notionalNote(area)} {
		if note != "" {
			list = append(list, note)
		}
	}
	return list
}

// withoutMoney says why there are no figures of money.
func withoutMoney(why string) string { return "There are no figures of money: " + why + "." }

// errorNote says what the errors count.
func (s *Summary) errorNote() string {
	note := "± is the Monte Carlo standard error of P50, and of a chance: what another run of as many draws would change."
	if of := sharing(s.Rows); of.shares(s.Draws) {
		note += fmt.Sprintf(" The %s draws have %s rows of the national layer between them; ± counts it that some share one.", grouped(float64(s.Draws)), grouped(float64(s.Rows)))
	}
	return note + " It says nothing of what the model leaves out."
}

func (s *Summary) lastYear() string { return finance.FinancialYear(s.FirstYear + s.Years - 1) }

func (s *Summary) thresholdNote(area int) string {
	note := "Threshold: a cumulative deficit of " + s.Threshold.String()
	if s.Threshold.OfBlock != 0 {
		half := s.Threshold.OfBlock * s.Stats(area, s.Years-1, ColBlock).At(Median).Value
		note += fmt.Sprintf(" of the same year and draw (about %s in %s)", Money(half), s.lastYear())
	}
	return note + "."
}

// balanceNote is the distribution of the first year of balance.
func (s *Summary) balanceNote(area int) string {
	c := &s.Chances[area]
	if c.Never.Hits == c.Never.Draws {
		return "First in-year balance: in no draw by " + s.lastYear() + "."
	}
	if c.Never.Hits == 0 && c.First[0].Hits == c.Never.Draws {
		return "First in-year balance: in every draw in " + finance.FinancialYear(s.FirstYear) + "."
	}
	reached, said := 0, []string{}
	for y := range s.Years {
		reached += c.First[y].Hits
		middle := y == s.Years/2
		if c.First[y].Hits > 0 && (len(said) == 0 || middle) || y == s.Years-1 {
			said = append(said, fmt.Sprintf("by %s in %s %%", finance.FinancialYear(s.FirstYear+y), decimal(percent*Chance{Hits: reached, Draws: s.Draws}.Share(), 1)))
		}
	}
	const tenth = 0.1
	never := percent - nearest(percent*Chance{Hits: reached, Draws: s.Draws}.Share(), tenth) // both add up to 100 as printed
	return fmt.Sprintf("First in-year balance: %s of the draws; never in %s %%.", listed(said), decimal(never, 1))
}

func (s *Summary) openingNote(area int) string {
	opening := s.Stats(area, 0, colOpening)
	return fmt.Sprintf("Opening balance at 31 March %d: %s.",
		s.FirstYear, balanceBetween(opening.At(10).Value, opening.At(Median).Value, opening.At(90).Value))
}

// balanceBetween says an uncertain balance, its better end first.
func balanceBetween(low, middle, high float64) string {
	if low == high {
		return inWords(middle)
	}
	return fmt.Sprintf("%s (P50); uncertain, from %s (P10) to %s (P90)", inWords(middle), inWords(low), inWords(high))
}

// inWords says a balance, positive a deficit, with its word and without a
// sign, so that nobody need recall which way round it is.
func inWords(pounds float64) string {
	if pounds < 0 {
		return "a surplus of " + Money(-pounds)
	}
	return "a deficit of " + Money(pounds)
}

func (s *Summary) unexplainedNote(area int) string {
	gap := s.Stats(area, 0, ColUnknown)
	block := s.Stats(area, 0, ColBlock).At(Median).Value
	return fmt.Sprintf("Not explained by published lines, as supposed in spend of %s: P50 %s (P10 %s, P90 %s), %s %% of the block; below 0 it lowers the deficit.",
		finance.FinancialYear(s.FirstYear), Money(gap.At(Median).Value), Money(gap.At(10).Value), Money(gap.At(90).Value),
		trimmed(percent*gap.At(Median).Value/block, 1))
}

// stabilityNote tells of the grant that lowers the cumulative deficit of a
// year, where there is one.
func (s *Summary) stabilityNote(area int) string {
	for y := range s.Years {
		paid := s.Stats(area, y, colStability)
		if paid.At(90).Value > 0 {
			return fmt.Sprintf("A stability grant of %s (P10 %s, P90 %s) lowers the cumulative deficit of %s, as announced.",
				Money(paid.At(Median).Value), Money(paid.At(10).Value), Money(paid.At(90).Value), finance.FinancialYear(s.FirstYear+y))
		}
	}
	return ""
}

// notionalFrom is the first year, counted from FirstYear, whose deficit falls
// on central government; s.Years where none does.
func (s *Summary) notionalFrom(area int) int {
	for y := range s.Years {
		if n := s.Stats(area, y, ColNotional); n.At(10).Value != 0 || n.At(90).Value != 0 {
			return y
		}
	}
	return s.Years
}

// notionalNote says how the cumulative balance divides between the authority
// and central government.
func (s *Summary) notionalNote(area int) string {
	from := s.notionalFrom(area)
	if from == s.Years {
		return ""
	}
	part := func(column string) string {
		st, say := s.Stats(area, s.Years-1, column), Money
		if st.At(10).Value < 0 {
			say = inWords
		}
		return fmt.Sprintf("%s (P50; P10 %s, P90 %s)", say(st.At(Median).Value), say(st.At(10).Value), say(st.At(90).Value))
	}
	return fmt.Sprintf("Of the cumulative deficit of %s, %s is notional: arisen since 1 April %d, from when deficits fall on central government, as announced. Its own part is %s.",
		s.lastYear(), part(ColNotional), s.FirstYear+from, part(colOwn))
}
