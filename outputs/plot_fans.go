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
	c.pounds("cumulative DSG deficit, gross", "31 March")
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
	c.Subtitle = append(c.Subtitle, "Dashed: median of “"+name+"”, on the line where the two are alike")
}

// Outturn is what a year of a chart came to, and where it stands among the
// futures.
type Outturn struct {
	Point
	Among
}

// Among is where a figure stands among futures.
type Among struct {
	Below   float64 // share of the futures that lie below it; those that are equal count half
	Futures int
}

// Beyond says that the figure lies above, or below, every future; "" where it
// does not.
func (a Among) Beyond() string {
	switch a.Below {
	case 0:
		return "below every future of " + grouped(float64(a.Futures))
	case 1:
		return "above every future of " + grouped(float64(a.Futures))
	}
	return ""
}

// String is a percentile, "P40", or that the figure is beyond every future.
func (a Among) String() string {
	if beyond := a.Beyond(); beyond != "" {
		return beyond
	}
	return Percentile(a.Below)
}

// mark is String in the room that a mark in a chart has.
func (a Among) mark() string {
	word, _, beyond := strings.Cut(a.Beyond(), " ")
	if beyond {
		return word + " all"
	}
	return Percentile(a.Below)
}

// Percentile is a share as a percentile: "P40"; near the ends in tenths,
// for there is no P0 and no P100.
func Percentile(share float64) string {
	const near, least = 0.5, 0.1
	p := percent * share
	if p < near || p >= percent-near {
		return "P" + trimmed(min(max(p, least), percent-least), 1)
	}
	return "P" + trimmed(p, 0)
}

// Came marks what came.
func (c *Chart) Came(all []Outturn) {
	c.came = append(c.came, all...)
	var list []string
	for _, o := range all {
		list = append(list, fmt.Sprintf("%s %s (%s)", c.when(o.Year), c.say(o.Value), o.Among))
	}
	if len(list) > 0 {
		c.Subtitle = append(c.Subtitle, "Diamonds: what came, and where it stands among the futures: "+listed(list))
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
		stands := p.Beyond()
		if stands == "" {
			stands = "above " + PerCent(p.Below) + " of the futures"
		}
		fmt.Fprintf(&b, "%s: came to %s, %s. ", c.when(p.Year), c.say(p.Value), stands)
	}
	return strings.TrimSpace(b.String())
}
