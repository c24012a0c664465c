package outputs

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"

	"sendsim/sim/finance"
)

// effectMeasures are the columns whose effect a table shows.
var effectMeasures = [...]measure{measures[0], measures[3], measures[4]}

// Table prints the effect on one area, by its place in Areas, at most width
// columns wide: by financial year, by lever and by purse, and what a reader
// must know to use it.
func (e *Effect) Table(w io.Writer, area, width int) error {
	var b strings.Builder
	b.WriteString(hanging(fmt.Sprintf("%s: %s against %s", e.Titled(area), e.Name, e.BaseName), width))
	b.WriteString(hanging(fmt.Sprintf("%s; %s draws, each with the same luck in both%s", e.Regime, grouped(float64(e.Draws)), e.localMark()), width) + "\n")
	b.WriteString(hanging(e.result(area), min(width, proseWidth)) + "\n")
	effects := e.effects(area)
	last := len(effects) - 1 // the cumulative deficit, or the plans: what the result is told of
	blocks := slices.Concat(effects[last:], e.stepsBlocks(area), effects[:last])
	if e.Areas[area].NoMoney == "" {
		blocks = append(blocks, e.chancesBlock(area), e.paybackBlock(area))
	}
	for _, block := range blocks {
		b.WriteString(block + "\n\n")
	}
	if area == 0 { // it is the same for all
		b.WriteString("What differs:\n")
		for _, d := range e.Differences {
			b.WriteString("  " + Wrapped(d, width-2, "    "))
		}
		b.WriteString("\n")
	}
	for _, note := range under(area, len(e.Areas), e.ownNotes, e.Notes) {
		b.WriteString(hanging(note, min(width, proseWidth)))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// result is what the scenario does, in a sentence, in the last year that is a
// forecast.
func (e *Effect) result(area int) string {
	year, column, say := min(CautionYears, e.Years)-1, ColCumulative, millionsMore
	what, when := "the cumulative deficit", fmt.Sprintf("31 March %d", e.FirstYear+year+1)
	if e.Areas[area].NoMoney != "" {
		column, say = ColPlans, plansMore
		what, when = "the number of EHC plans", fmt.Sprintf("January %d", e.FirstYear+year+1)
	}
	st := e.Stats(area, year, column)
	between, high := say(st.At(tableLevels[0]).Value), say(st.At(tableLevels[2]).Value)
	if between != high {
		between = "from " + between + " to " + high
	}
	return fmt.Sprintf("At %s %s is %s in the middle of the futures, and in 8 of 10 %s; chance that it is lower: %s.",
		when, what, say(st.At(Median).Value), between, e.Lower(area, year, column).Plain())
}

// millionsMore is a change of a deficit in words.
func millionsMore(pounds float64) string {
	return moreOrLess(pounds, "£"+WithCommas(math.Abs(pounds)/million, 2)+"m", million/200)
}

// plansMore is a change of a number of plans in words.
func plansMore(n float64) string { return moreOrLess(n, grouped(math.Abs(n)), 0.5) }

// moreOrLess says which way a change goes; below half of what is said it is none.
func moreOrLess(change float64, said string, half float64) string {
	switch {
	case math.Abs(change) < half:
		return "the same"
	case change < 0:
		return said + " lower"
	default:
		return said + " higher"
	}
}

// titled puts a title over the lines of a table.
func titled(title string, lines []string) string {
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return title + "\n" + strings.Join(lines, "\n")
}

// effects is a table for each measure.
func (e *Effect) effects(area int) []string {
	var all []string
	for _, m := range effectMeasures {
		if m.money && e.Areas[area].NoMoney != "" {
			continue
		}
		decimals := e.decimals(area, m)
		header := table.Row{"year", gap + "P10", "P50", "P90", "mean", "±", gap + "chance lower"}
		var rows []table.Row
		for y := range e.Years {
			st := e.Stats(area, y, m.column)
			row := table.Row{finance.FinancialYear(e.FirstYear + y)}
			for _, l := range tableLevels {
				row = append(row, m.number(st.At(l).Value, decimals))
			}
			rows = append(rows, append(row, m.number(st.Mean.Value, decimals), m.error(st.Mean.Error, decimals), gap+e.lowerIn(area, y, m.column)))
		}
		all = append(all, titled("Effect on "+m.title, byYear(header, rows)))
	}
	return all
}

// lowerIn is the chance of a lower figure; that none moves is said.
func (e *Effect) lowerIn(area, year int, column string) string {
	if !e.Moves(area, year, column) {
		return "no change"
	}
	return e.Lower(area, year, column).String()
}

// decimals is how finely an effect is printed.
func (e *Effect) decimals(area int, m measure) int {
	if !m.money {
		return 0
	}
	const wide, fine = 100, 2 // millions
	for y := range e.Years {
		for _, l := range tableLevels {
			if math.Abs(e.Stats(area, y, m.column).At(l).Value) >= wide*million {
				return 1
			}
		}
	}
	return fine
}

// chancesBlock is the two chances under the base and under the scenario.
func (e *Effect) chancesBlock(area int) string {
	was, is := &e.Base.Chances[area], &e.Scenario.Chances[area]
	header := table.Row{"year", gap + "balance: base", gap + "scenario", gap + "above: base", gap + "scenario"}
	var rows []table.Row
	for y := range e.Years {
		rows = append(rows, table.Row{
			finance.FinancialYear(e.FirstYear + y),
			gap + was.Balance[y].String(), gap + is.Balance[y].String(), gap + was.Over[y].String(), gap + is.Over[y].String(),
		})
	}
	return titled("Chance of in-year balance, and of a cumulative deficit above the threshold", byYear(header, rows))
}

// stepsBlocks is a table for the deficit of the last year that is a forecast and
// one for its plans: from the base by what each lever does to the scenario, with
// the means of the last year of all behind. What is printed adds up.
func (e *Effect) stepsBlocks(area int) []string {
	var all []string
	if e.Attribution == nil {
		return nil
	}
	for _, column := range driven {
		s, last := e.Attribution.Decided(area, column), e.Attribution.Last(area, column)
		if len(s.Parts) == 0 || s.Column != ColPlans && e.Areas[area].NoMoney != "" {
			continue
		}
		m := measures[slices.IndexFunc(measures[:], func(m measure) bool { return m.column == s.Column })]
		decimals, unit := s.decimals(m)
		r := s.Rounded(unit)
		rows := []table.Row{{e.BaseName, m.number(r.From, decimals), "", "", ""}}
		for p := range r.Parts {
			st := &r.Parts[p]
			rows = append(rows, table.Row{
				st.Name, m.number(st.Mean.Value, decimals), m.error(st.Mean.Error, decimals),
				m.number(st.At(10).Value, decimals), m.number(st.At(90).Value, decimals),
			})
		}
		rows = append(rows, table.Row{e.Name, m.number(r.To, decimals), "", "", ""})
		header, title := table.Row{"", "mean", "±", gap + "P10", "P90"}, fmt.Sprintf("What each lever does: %s, %s", m.title, finance.FinancialYear(e.FirstYear+s.Year))
		if last != s {
			header = append(header, gap+e.lastYear())
			title += ", and the mean of " + e.lastYear()
			last.beside(rows, s, m)
		}
		t := table.NewWriter()
		t.AppendHeader(header)
		t.AppendRows(rows)
		all = append(all, titled(title, laidOut(t, header)))
	}
	return all
}

// beside puts the means of another year behind the rows of one: the base, the
// parts in the order they have there, and the scenario.
func (s *Steps) beside(rows []table.Row, order *Steps, m measure) {
	decimals, unit := s.decimals(m)
	r := s.Rounded(unit)
	rows[0] = append(rows[0], m.number(r.From, decimals))
	for p := range order.Parts {
		rows[p+1] = append(rows[p+1], m.number(r.Part(order.Parts[p].Name).Mean.Value, decimals))
	}
	rows[len(rows)-1] = append(rows[len(rows)-1], m.number(r.To, decimals))
}

// paybackBlock is what each purse pays and saves.
func (e *Effect) paybackBlock(area int) string {
	header := table.Row{"purse", "cost", gap + "saved: P10", "P50", "P90", gap + "paid back", "P50 in"}
	t := table.NewWriter()
	t.AppendHeader(header)
	const decimals = 2
	money := measure{money: true}
	for i := range e.Paybacks[area] {
		p := &e.Paybacks[area][i]
		row := table.Row{p.Purse, money.number(p.Cost.At(Median).Value, decimals)}
		for _, l := range tableLevels {
			row = append(row, money.number(p.Saving.At(l).Value, decimals))
		}
		if p.PaysBack() {
			row = append(row, p.By[e.Years-1].String(), e.paidBackIn(p, Median))
		}
		t.AppendRow(row)
	}
	return titled(fmt.Sprintf("Cost and saving by purse, %s to %s, £m", finance.FinancialYear(e.FirstYear), e.lastYear()), laidOut(t, header))
}

// PaysBack tells whether a programme costs the purse anything in any future, and
// anything else that it pays moves: capital saves nothing to itself.
func (p *Payback) PaysBack() bool {
	return p.By[0].Draws > 0 && (p.Saving.At(Levels[0]).Value != 0 || p.Saving.At(Levels[len(Levels)-1]).Value != 0)
}

// paidBackIn is the year by which a share of the futures has paid back.
func (e *Effect) paidBackIn(p *Payback, share Level) string {
	if y := p.year(share); y < e.Years {
		return finance.FinancialYear(e.FirstYear + y)
	}
	return "later"
}

func (e *Effect) lastYear() string { return finance.FinancialYear(e.FirstYear + e.Years - 1) }
