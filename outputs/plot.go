package outputs

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"gonum.org/v1/plot/vg"
)

// Chart is a fan chart that says its finding.
type Chart struct {
	Title    string // the finding, in words
	Subtitle []string
	Notes    []string // below the chart
	Unit     string   // over the vertical axis
	Dates    string   // under the horizontal axis: what a year's mark is
	ink      ink
	divide   float64 // a value by this is in Unit
	least    float64 // no figure is said finer; 0: as say has it
	say      func(float64) string
	when     func(year int) string // a date in words
	past     []Point
	fan      []fanYear
	own      []Point // median of the authority's own part, from where the rest is notional
	level    []Point // the threshold, where there is one
	levelSay string
	caution  float64 // year after which Caution holds; 0: none
	rules    string  // which the figures after it are arithmetic under
	other    []Point // median of the run it is compared with
	otherSay string
	came     []Outturn
	height   vg.Length
}

// fanYear is the quantiles at one date, in the order of Levels.
type fanYear struct {
	year      int
	quantiles [len(Levels)]float64
}

// bands are the pairs of Levels that a fan shades, the widest first.
var bands = [...]struct {
	low, high Level
	says      string // in futures of ten
}{
	{5, 95, "9 in 10"},
	{10, 90, "8 in 10"},
	{25, 75, "5 in 10"},
}

func (f *fanYear) at(l Level) float64 { return f.quantiles[levelIndex(l)] }

// PlansChart is the fan of EHC plans of one area.
func PlansChart(s *Summary, p Past) *Chart {
	p.Plans = shownPoints(p.Plans, s.FullCounts)
	c := newChart(s, p.Area, p.Plans, ColPlans)
	c.ink, c.divide, c.least, c.say = plansInk, 1, 1, grouped
	c.Unit, c.Dates = "EHC plans", "January census"
	c.when = func(year int) string { return fmt.Sprintf("January %d", year) }
	if at := slices.IndexFunc(p.Plans, func(x Point) bool { return x.Year == s.FirstYear }); at >= 0 {
		c.begin(s.FirstYear, func(Level) float64 { return p.Plans[at].Value })
	}
	between := func(f *fanYear) string {
		low, high := f.at(10), f.at(90)
		unit := roundTo(high-low, c.least)
		return fmt.Sprintf("between %s and %s", grouped(nearest(low, unit)), grouped(nearest(high, unit)))
	}
	at := c.decision()
	became := fmt.Sprintf("%s by %s in 8 futures of 10", between(at), c.when(at.year))
	c.Title = s.Titled(p.Area) + ": EHC plans " + became
	if first := c.fan[0]; first.year == s.FirstYear {
		c.Title = fmt.Sprintf("%s: %s EHC plans in January %d, %s", s.Titled(p.Area), grouped(first.at(Median)), first.year, became)
	}
	c.farther(between)
	line := "Line: median of the futures"
	if n := len(p.Plans); n > 0 {
		which := fmt.Sprintf("before %d", s.FirstYear+1)
		if p.Plans[n-1].Year > s.FirstYear {
			which = "dots, what came too"
		}
		line += fmt.Sprintf("; %s: %s", which, OriginsSaid(p.Plans, [...]string{"published figures", "figures derived from published ones", "the council's own"}))
	}
	c.Subtitle = append(c.Subtitle, line)
	return c
}

// DeficitChart is the fan of the cumulative deficit of one area.
func DeficitChart(s *Summary, p Past) *Chart {
	c := newChart(s, p.Area, p.Deficits, ColCumulative)
	c.pounds("cumulative DSG deficit", "31 March")
	c.begin(s.FirstYear, func(l Level) float64 { return s.Stats(p.Area, 0, colOpening).At(l).Value })
	c.thresholdOf(s, p.Area)
	at := c.decision()
	c.Title = fmt.Sprintf("%s: %s at 31 March %d in 8 futures of 10",
		s.Titled(p.Area), deficitBetween(at.at(10), at.at(90)), at.year)
	if from := s.notionalFrom(p.Area); from < s.Years {
		c.divided(s, p.Area, from, at.year)
	}
	c.risk()
	c.farther(deficitOf)
	line := "Positive = deficit, negative = surplus; the upper edge is the worse end. Line: median"
	if len(p.Deficits) > 0 {
		line += "; dots: " + OriginsSaid(p.Deficits, [...]string{"published balances", "balances derived from published ones", "the council's own"})
	}
	c.Subtitle = append(c.Subtitle, line)
	return c
}

// decision is the year that a title leads with: the last that is a forecast, for
// which a council decides now; the last of all in a shorter run.
func (c *Chart) decision() *fanYear {
	for i := range c.fan {
		if float64(c.fan[i].year) == c.caution {
			return &c.fan[i]
		}
	}
	return &c.fan[len(c.fan)-1]
}

// farther says what the last year comes to, where it is no forecast.
func (c *Chart) farther(says func(*fanYear) string) {
	last := &c.fan[len(c.fan)-1]
	if c.decision() != last {
		c.Subtitle = append(c.Subtitle, fmt.Sprintf("At %s, under %s: %s", c.when(last.year), c.rules, says(last)))
	}
}

// deficitOf is the range of deficits of a year.
func deficitOf(f *fanYear) string { return deficitBetween(f.at(10), f.at(90)) }

// risk says what it costs to be wrong: how much worse than the median one
// future in ten is, in the year that the title leads with.
func (c *Chart) risk() {
	at := c.decision()
	c.Subtitle = append(c.Subtitle, fmt.Sprintf("To plan on the median and be wrong: 1 future in 10 is worse by %s or more at %s",
		c.rounded(at.at(90)-at.at(Median), at), c.when(at.year)))
}

// pounds says that a chart is of a deficit.
func (c *Chart) pounds(what, dates string) {
	c.ink, c.divide, c.say = deficitInk, million, Money
	c.Unit, c.Dates = "£ million, "+what, dates
	c.when = func(year int) string { return fmt.Sprintf("31 March %d", year) }
}

// thresholdOf draws the threshold, where its sum is known.
func (c *Chart) thresholdOf(s *Summary, area int) {
	level := s.Threshold.Pounds
	if level != level {
		return
	}
	for y := range s.Years {
		if s.Threshold.OfBlock != 0 {
			level = s.Threshold.OfBlock * s.Stats(area, y, ColBlock).At(Median).Value
		}
		c.level = append(c.level, Point{Year: s.FirstYear + y + 1, Value: level})
	}
	c.levelSay = s.Threshold.String()
}

// divided says how much of the deficit is notional from a year on, and whose
// the rest is, at the 31 March of a year.
func (c *Chart) divided(s *Summary, area, from, march int) {
	for y := max(0, from-1); y < s.Years; y++ {
		c.own = append(c.own, Point{Year: s.FirstYear + y + 1, Value: s.Stats(area, y, colOwn).At(Median).Value})
	}
	at := march - s.FirstYear - 1
	central, own := s.Stats(area, at, ColNotional), s.Stats(area, at, colOwn)
	c.Title += "; " + notionalBetween(central.At(10).Value, central.At(90).Value)
	c.Subtitle = append(c.Subtitle,
		fmt.Sprintf("Notional: arisen since 1 April %d, from when deficits fall on central government, as announced", s.FirstYear+from),
		"Own part: "+deficitBetween(own.At(10).Value, own.At(90).Value)+" (dotted: median)")
}

// notionalBetween says how much of a deficit is notional, in words.
func notionalBetween(low, high float64) string {
	low, high = orNil(low), orNil(high)
	switch {
	case high <= 0:
		return "no deficit is notional"
	case low <= 0:
		return fmt.Sprintf("up to %s is notional", Money(high))
	}
	return fmt.Sprintf("%s to %s is notional", Money(low), Money(high))
}

// deficitBetween says a range of deficits in words.
func deficitBetween(low, high float64) string {
	low, high = orNil(low), orNil(high)
	switch {
	case low == 0 && high == 0:
		return "cumulative DSG balance about nil"
	case high == 0:
		return "DSG surplus of up to " + Money(-low)
	case low == 0:
		return "cumulative DSG deficit of up to " + Money(high)
	case high < 0:
		return fmt.Sprintf("DSG surplus between %s and %s", Money(-high), Money(-low))
	case low < 0:
		return fmt.Sprintf("between a DSG surplus of %s and a deficit of %s", Money(-low), Money(high))
	}
	return fmt.Sprintf("cumulative DSG deficit between %s and %s", Money(low), Money(high))
}

// orNil is a sum, or 0 for one that is about nil.
func orNil(pounds float64) float64 {
	const about = 5e4 // pounds
	if math.Abs(pounds) < about {
		return 0
	}
	return pounds
}

// rounded is a figure as titles and labels say it: as befits the range of a year,
// or money as every sentence has it.
func (c *Chart) rounded(v float64, of *fanYear) string {
	if c.least == 0 {
		return c.say(v)
	}
	return c.say(nearest(v, roundTo(of.at(90)-of.at(10), c.least)))
}

// newChart is what both charts have in common.
func newChart(s *Summary, area int, past []Point, column string) *Chart {
	c := &Chart{past: past, height: chartHeight, rules: s.rules()}
	for y := range s.Years {
		f := fanYear{year: s.FirstYear + y + 1}
		for i, l := range Levels {
			f.quantiles[i] = s.Stats(area, y, column).At(l).Value
		}
		c.fan = append(c.fan, f)
	}
	if s.Years > CautionYears {
		c.caution = float64(s.FirstYear + CautionYears)
	}
	basis := s.Regime + "; " + grouped(float64(s.Draws)) + " draws, simulated"
	if s.Draws < Levels[0].needed() {
		basis += fmt.Sprintf(" (too few for the widest band: %d would do)", Levels[0].needed())
	}
	c.Subtitle = []string{basis + s.localMark() + s.fullMark()}
	if len(s.Sources) > 0 {
		c.Notes = append(c.Notes, "Sources: "+strings.Join(s.Sources, "; ")+".")
	}
	c.Notes = append(c.Notes, Licence)
	return c
}

// begin puts the opening before the fan.
func (c *Chart) begin(year int, at func(Level) float64) {
	f := fanYear{year: year}
	for i, l := range Levels {
		f.quantiles[i] = at(l)
	}
	c.fan = append([]fanYear{f}, c.fan...)
}

// roundTo is the power of ten to which the ends of a range are rounded when
// they are said, in titles as in labels: about a hundredth of the range, and no
// less than least.
func roundTo(spread, least float64) float64 {
	const hundredth = 100
	if spread <= 0 || math.IsNaN(spread) {
		return least
	}
	return max(least, powerOfTen(spread/hundredth))
}

func nearest(x, unit float64) float64 { return float64(math.Round(x/unit) * unit) }
