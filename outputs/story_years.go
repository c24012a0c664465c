package outputs

import (
	"cmp"
	"io"
	"math"
	"slices"

	"github.com/jedib0t/go-pretty/v6/table"

	"sendsim/cohorts"
	"sendsim/sim"
	"sendsim/sim/finance"
)

// WriteStoryYears tells one future in short: the figures it starts from, what is
// rare in what was drawn, and a row for each year. What [WriteStory] tells
// besides is named at its end.
func WriteStoryYears(w io.Writer, s *sim.Story, regime string, full bool) error {
	t := &teller{story: s, full: full}
	t.line("%s: future %d\n%s\n%s\n", s.Area.Name, s.Draw, regime, Simulated)
	t.start()
	t.rare()
	t.years()
	_, err := io.WriteString(w, t.String())
	return err
}

// rarest is how many of the numbers drawn are told in short.
const rarest = 10

// rare tells the numbers drawn that lie farthest from the middle.
func (t *teller) rare() {
	type one struct {
		sim.Drawn
		share float64
	}
	var all []one
	for _, d := range t.story.Drawn {
		all = append(all, one{d, shareBelow(&d)})
	}
	const middle = 0.5
	slices.SortStableFunc(all, func(a, b one) int {
		return cmp.Compare(math.Abs(b.share-middle), math.Abs(a.share-middle))
	})
	if len(all) == 0 {
		return
	}
	t.line("What is rare in what this future drew: of %d numbers the %d farthest from the middle (P97: 97 %% of futures have less)", len(all), min(rarest, len(all)))
	for _, d := range all[:min(rarest, len(all))] {
		t.line("  %-42s %5s  %.3g %s [%s]", d.Name, Percentile(d.share), d.Value, d.Unit, d.Grade)
	}
	t.line("")
}

// shareBelow is the share of futures that draw less than this one, by halving.
func shareBelow(d *sim.Drawn) float64 {
	const halvings = 20
	low, high := 0.0, 1.0
	for range halvings {
		if middle := (low + high) / 2; d.Quantile(middle) < d.Value {
			low = middle
		} else {
			high = middle
		}
	}
	return (low + high) / 2
}

// years is a row for each financial year: the three terms of it, and its account.
func (t *teller) years() {
	list := []measure{
		{"requests", "requests", false},
		{"new", "new_plans", false},
		{"came", "arrived", false},
		{"ended", "ended", false},
		{"January", ColPlans, false},
	}
	if t.story.Money.Unknown == "" {
		list = append(list, measure{"spend", ColSpend, true}, measure{"block", ColBlock, true}, measure{"in-year", ColInYear, true}, measure{"cumulative", ColCumulative, true})
	}
	header := table.Row{"year"}
	for _, m := range list {
		header = append(header, m.title)
	}
	rows := table.NewWriter()
	rows.AppendHeader(header)
	for i := range t.story.Years {
		y := &t.story.Years[i]
		row := table.Row{finance.FinancialYear(y.Year)}
		for _, m := range list {
			c, _ := ColumnNamed(m.column)
			decimals := 0
			if m.money {
				decimals = 1
			}
			row = append(row, m.number(c.Of(y), decimals))
		}
		rows.AppendRow(row)
	}
	says := "Year by year: requests; plans that were new, came from elsewhere, ended, and were there at the January census"
	if t.story.Money.Unknown == "" {
		says += "; spend, high needs block, in-year and cumulative deficit, £m"
	}
	t.line("%s", titled(says, laidOut(rows, header)))
	t.line("What happens in a row is of April to March, and January's plans are within it: a row does not add up to the next. The spring before the first April is in none.")
	for i := range t.story.Years {
		if a := &t.story.Years[i].Account; a.Payments+a.Stability != 0 {
			t.line("Payments and the stability grant lower the deficit of %s by %s.", finance.FinancialYear(t.story.Years[i].Year), Money(float64(a.Payments+a.Stability)))
		}
	}
	term := t.story.Terms[min(len(t.story.Terms)-1, int(cohorts.NumParts)-1)].Term
	t.line("\nThe rest of it: --term %s tells that term step by step; --all tells every term, all %d numbers drawn, and how each year's account comes about.\n", term, len(t.story.Drawn))
}
