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
	list := []string{
		Sign + " " + QuantileSays,
		"± is the Monte Carlo standard error of P50, and of a chance: what another run of as many draws would change. It says nothing of what the model leaves out.",
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
	list = append(list, s.Remarks...)
	if s.Years > CautionYears {
		list = append(list, Caution)
	}
	for _, w := range s.Warnings {
		list = append(list, "Warning: "+w+".")
	}
	if s.Local {
		list = append(list, "Contains local data.")
	}
	sources := Licence
	if len(s.Sources) > 0 {
		sources = "Sources: " + strings.Join(s.Sources, "; ") + ". " + Licence
	}
	return append(list, sources)
}

func (s *Summary) lastYear() string { return finance.FinancialYear(s.FirstYear + s.Years - 1) }

func (s *Summary) thresholdNote(area int) string {
	note := "Threshold: a cumulative deficit of " + s.Threshold.String()
	if s.Threshold.OfBlock != 0 {
		half := s.Threshold.OfBlock * s.Stats(area, s.Years-1, ColBlock).At(Median).Value
		note += fmt.Sprintf(" of the same year and draw (about %s in %s)", millions(half), s.lastYear())
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
			said = append(said, fmt.Sprintf("by %s in %.1f %%", finance.FinancialYear(s.FirstYear+y), percent*Chance{reached, s.Draws}.Share()))
		}
	}
	return fmt.Sprintf("First in-year balance: %s of the draws; never in %.1f %%.", listed(said), percent*c.Never.Share())
}

func (s *Summary) openingNote(area int) string {
	opening := s.Stats(area, 0, colOpening)
	low, middle, high := opening.At(10).Value, opening.At(Median).Value, opening.At(90).Value
	note := fmt.Sprintf("Opening balance at 31 March %d: %s", s.FirstYear, deficitOf(middle))
	if low != high {
		note += fmt.Sprintf(" (uncertain: P10 %s, P90 %s)", millions(low), millions(high))
	}
	return note + "."
}

// deficitOf says an amount with its word.
func deficitOf(pounds float64) string {
	if pounds < 0 {
		return "surplus " + millions(-pounds)
	}
	return "deficit " + millions(pounds)
}

func (s *Summary) unexplainedNote(area int) string {
	gap := s.Stats(area, 0, ColUnknown)
	block := s.Stats(area, 0, ColBlock).At(Median).Value
	return fmt.Sprintf("Not explained by published lines, in spend of %s: P50 %s (P10 %s, P90 %s), %s %% of the block.",
		finance.FinancialYear(s.FirstYear), millions(gap.At(Median).Value), millions(gap.At(10).Value), millions(gap.At(90).Value),
		trimmed(percent*gap.At(Median).Value/block, 1))
}

// stabilityNote tells of the grant that lowers the cumulative deficit of a
// year, where there is one.
func (s *Summary) stabilityNote(area int) string {
	for y := range s.Years {
		paid := s.Stats(area, y, colStability)
		if paid.At(90).Value > 0 {
			return fmt.Sprintf("A stability grant of %s (P10 %s, P90 %s) lowers the cumulative deficit of %s, as announced.",
				millions(paid.At(Median).Value), millions(paid.At(10).Value), millions(paid.At(90).Value), finance.FinancialYear(s.FirstYear+y))
		}
	}
	return ""
}

func (s *Summary) notionalNote(area int) string {
	last := s.Stats(area, s.Years-1, colNotional)
	if last.At(10).Value == 0 && last.At(90).Value == 0 {
		return ""
	}
	own := s.Stats(area, s.Years-1, colOwn)
	return fmt.Sprintf("Of the cumulative deficit of %s, %s (P50) is notional: arisen since deficits fall on central government, as announced; %s (P50) is the authority's own.",
		s.lastYear(), millions(last.At(Median).Value), millions(own.At(Median).Value))
}
