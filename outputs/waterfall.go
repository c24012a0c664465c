package outputs

import (
	"fmt"
	"io"
	"math"
	"strings"
)

// Waterfall is the picture of an attribution: from the base, lever by lever, to
// the scenario.
type Waterfall struct {
	Title    string // the finding, in words
	Subtitle []string
	Notes    []string
	Unit     string
	divide   float64
	say      func(float64) string
	decimals int // of a figure in Unit
	bars     []bar
}

// bar is a row of the picture: an end, or what a lever does between two values.
type bar struct {
	name     string
	from, to float64
	error    float64 // Monte Carlo, of what a lever does; NaN where it is not told
	end      bool
}

// mostBars is the number of levers that have a bar of their own; the smallest
// share one beyond it.
const mostBars = 9

// WaterfallOf is the picture of one area and one of the columns that are
// attributed, in the last year that is a forecast; nil where no lever differs,
// or there is no money.
func (e *Effect) WaterfallOf(area int, column string) *Waterfall {
	s := e.Attribution.Decided(area, column)
	if len(s.Parts) == 0 || math.IsNaN(s.Total()) {
		return nil
	}
	f := &Waterfall{Unit: "mean EHC plans", divide: 1, say: grouped, decimals: 0}
	march := e.FirstYear + s.Year + 1
	what := fmt.Sprintf("mean EHC plans of January %d", march)
	decimals, unit := s.decimals(measure{money: column == ColCumulative})
	if column == ColCumulative {
		f.Unit, f.divide, f.say, f.decimals = "£ million, mean cumulative DSG deficit (positive = deficit)", million, finely(decimals), decimals
		what = fmt.Sprintf("mean cumulative deficit at 31 March %d", march)
	}
	r := s.Rounded(unit)
	from, to, parts := r.From, r.To, r.Parts
	f.bars = append(f.bars, bar{e.BaseName, 0, from, math.NaN(), true})
	at := from
	for p := range parts {
		name, v, err := LeverSaid(parts[p].Name), parts[p].Mean.Value, parts[p].Mean.Error
		if p == mostBars-1 && len(parts) > mostBars {
			for i := range parts[p+1:] {
				v += parts[p+1+i].Mean.Value
			}
			name, err = fmt.Sprintf("%d others", len(parts)-p), math.NaN()
		}
		f.bars = append(f.bars, bar{name, at, at + v, err, false})
		at += v
		if p == mostBars-1 {
			break
		}
	}
	f.bars = append(f.bars, bar{e.Name, 0, to, math.NaN(), true})
	f.Title = fmt.Sprintf("%s: %s %s %s by %s, from %s to %s", e.Titled(area), e.Name, f.changes(to-from), what, f.say(math.Abs(to-from)), f.say(from), f.say(to))
	if to == from {
		f.Title = fmt.Sprintf("%s: %s leaves the %s at %s", e.Titled(area), e.Name, what, f.say(to))
	}
	if len(parts) > 1 && parts[0].Mean.Value != 0 {
		says := "the largest part is"
		if share := parts[0].Mean.Value / (to - from); share >= 0.5 && share <= 1 {
			says = "most of it is"
		}
		f.Title += fmt.Sprintf("; %s %s (%s)", says, LeverSaid(parts[0].Name), f.signed(parts[0].Mean.Value))
	}
	f.Subtitle = []string{
		e.Regime + "; simulated" + e.localMark() + e.fullMark(),
		"Means, for they alone add up; fan charts show medians, which are other figures where one end reaches farther",
		"A bar is the mean effect of a lever over every order in which the levers might come: the bars add up exactly; ±: Monte Carlo error",
		"Attribution: " + e.Attribution.How(),
	}
	if len(e.Sources) > 0 {
		f.Notes = append(f.Notes, "Sources: "+strings.Join(e.Sources, "; ")+".")
	}
	if last := e.Attribution.Last(area, column); last != s {
		rules := e.rules()
		if e.Scenario.Break != "" {
			rules = e.Scenario.rules()
		}
		f.Subtitle = append(f.Subtitle, fmt.Sprintf("All together by %s, arithmetic under %s: %s", e.lastYear(), rules, f.signed(nearest(last.Total(), unit))))
	}
	f.Notes = append(f.Notes, Licence)
	return f
}

// changes says which way a figure goes.
func (f *Waterfall) changes(by float64) string {
	if by < 0 {
		return "lowers the"
	}
	return "raises the"
}

// finely says pounds in millions with as many decimals whatever their size, so
// that what is read adds up.
func finely(decimals int) func(float64) string {
	return func(pounds float64) string {
		said := "£" + WithCommas(math.Abs(pounds)/million, decimals) + "m"
		if pounds < 0 {
			return "-" + said
		}
		return said
	}
}

// signed is a change with its sign.
func (f *Waterfall) signed(v float64) string {
	if v > 0 {
		return "+" + f.say(v)
	}
	return strings.Replace(f.say(v), "-", "\u2212", 1)
}

// WritePNG writes the picture as one of 1440 by 860 dots.
func (f *Waterfall) WritePNG(w io.Writer) error { return writePNG(w, chartHeight, f.draw) }

// WriteSVG writes the picture as SVG, with its title and subtitle for readers
// who hear it.
func (f *Waterfall) WriteSVG(w io.Writer) error {
	return writeSVG(w, chartHeight, f.Title, f.Subtitle, f.draw)
}

// scale is what the axis spans, and whether it begins at 0: ends that are far
// from it beside what lies between would press the levers together.
func (f *Waterfall) scale() (s scale, fromZero bool) {
	low, high := math.Inf(1), math.Inf(-1)
	for _, b := range f.bars {
		low, high = min(low, b.to/f.divide), max(high, b.to/f.divide)
	}
	const marks, near = 6, 0.4
	if fromZero = high-low > near*max(math.Abs(high), math.Abs(low)); fromZero {
		low, high = min(low, 0), max(high, 0)
	}
	return scaleFor(low, high, marks), fromZero
}

// Says is the picture in words, for who does not see it.
func (f *Waterfall) Says() string {
	var b strings.Builder
	for _, one := range f.bars {
		if one.end {
			fmt.Fprintf(&b, "%s: %s. ", one.name, f.say(one.to))
		} else {
			fmt.Fprintf(&b, "%s: %s. ", one.name, f.signed(one.to-one.from))
		}
	}
	return strings.TrimSpace(b.String())
}
