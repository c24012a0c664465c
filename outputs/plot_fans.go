package outputs

import (
	"fmt"
	"strings"

	"sendsim/sim/finance"
)

// InYearChart is the fan of the in-year deficit of one area.
func InYearChart(s *Summary, area int) *Chart {
	c := newChart(s, area, nil, ColInYear)
	c.pounds("in-year deficit of the high needs block", "financial year that ends on 31 March")
	c.when = func(year int) string { return finance.FinancialYear(year - 1) }
	between := func(f *fanYear) string {
		return strings.NewReplacer("cumulative DSG", "in-year", "a DSG", "an in-year", "DSG", "in-year").Replace(deficitOf(f))
	}
	at := c.decision()
	c.Title = fmt.Sprintf("%s: %s in %s in 8 futures of 10", s.Titled(area), between(at), c.when(at.year))
	c.farther(between)
	c.Subtitle = append(c.Subtitle, "Spend less block and transfer. Positive = deficit, negative = surplus; the upper edge is the worse end. Line: median")
	return c
}

// GrossChart is the fan of the cumulative deficit of one area before payments
// and stability grant.
func GrossChart(s *Summary, area int) *Chart {
	c := newChart(s, area, nil, ColGross)
	c.pounds("cumulative DSG deficit before payments and stability grant", "31 March")
	at := c.decision()
	c.Title = fmt.Sprintf("%s: before payments and grants, %s at 31 March %d in 8 futures of 10",
		s.Titled(area), deficitOf(at), at.year)
	c.farther(deficitOf)
	c.Subtitle = append(c.Subtitle, "Gross: what is received to pay the deficit off is not counted. Positive = deficit; the upper edge is the worse end. Line: median")
	return c
}

// Plain makes a chart for readers who are not of the trade: lower, under a title
// and a subtitle of its own, without notes, threshold and own part.
func (c *Chart) Plain(title, subtitle, unit string) {
	const low = 300
	c.Title, c.Subtitle, c.Unit, c.Notes = title, []string{subtitle}, unit, nil
	c.level, c.own, c.height = nil, nil, low
}

// Against draws the median of the run that this one is compared with.
func (c *Chart) Against(base *Summary, area int, column, name string) {
	if first := c.fan[0]; first.year == base.FirstYear { // both begin where the past ends
		c.other = append(c.other, Point{Year: first.year, Value: first.at(Median)})
	}
	for y := range base.Years {
		c.other = append(c.other, Point{Year: base.FirstYear + y + 1, Value: base.Stats(area, y, column).At(Median).Value})
	}
	c.otherSay = label(name) + ": median"
	c.Subtitle = append(c.Subtitle, "Dashed grey: median of “"+name+"”")
}

// Outturn is what a year of a chart came to, and the share of the futures that
// lie below it.
type Outturn struct {
	Point
	Below float64
}

// percentile is where an outturn stands among the futures: P40.
func (o *Outturn) percentile() string { return fmt.Sprintf("P%02.0f", percent*o.Below) }

// Came marks what came.
func (c *Chart) Came(all []Outturn) {
	c.came = append(c.came, all...)
	var list []string
	for _, o := range all {
		list = append(list, fmt.Sprintf("%s %s (%s)", c.when(o.Year), c.say(o.Value), o.percentile()))
	}
	if len(list) > 0 {
		c.Subtitle = append(c.Subtitle, "Diamonds: what came, with its percentile among the futures: "+listed(list))
	}
}

// Says is the chart in words, for who does not see it.
func (c *Chart) Says() string {
	var b strings.Builder
	for _, p := range c.past {
		fmt.Fprintf(&b, "%s: %s, %s. ", c.when(p.Year), c.say(p.Value), p.From.said())
	}
	for i := range c.fan {
		f := &c.fan[i]
		fmt.Fprintf(&b, "%s: median %s, in 8 futures of 10 %s to %s. ", c.when(f.year), c.say(f.at(Median)), c.say(f.at(10)), c.say(f.at(90)))
	}
	for _, p := range c.other {
		fmt.Fprintf(&b, "%s: %s %s. ", c.when(p.Year), c.otherSay, c.say(p.Value))
	}
	for _, p := range c.came {
		fmt.Fprintf(&b, "%s: came to %s, above %s of the futures. ", c.when(p.Year), c.say(p.Value), PerCent(p.Below))
	}
	return strings.TrimSpace(b.String())
}
