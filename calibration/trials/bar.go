package trials

import (
	"fmt"
	"math"
)

// A Bar is what a forecaster has to reach before its intervals are trusted. A
// bar is set before the score is known, and is not moved.
type Bar struct {
	Says    string   `json:"says"`
	Horizon int      `json:"horizon,omitempty"` // 0: several
	Least   *float64 `json:"least,omitempty"`
	Most    *float64 `json:"most,omitempty"`
	Pct     bool     `json:"per_cent,omitempty"` // in per cent, else a share
	Got     float64  `json:"got"`
	Met     bool     `json:"met"`
}

// Over tells whether the bar is missed on the side of too much.
func (b *Bar) Over() bool { return b.Most != nil && b.Got > *b.Most }

// Goal is the bar in words, "at least 0.100".
func (b *Bar) Goal() string {
	switch {
	case b.Most == nil && *b.Least == 0:
		return "above 0"
	case b.Most == nil:
		return "at least " + b.number(*b.Least)
	case b.Least == nil:
		return "at most " + b.number(*b.Most)
	}
	return b.number(*b.Least) + " to " + b.number(*b.Most)
}

// Result is what was got, "0.1161": a figure finer than the goal, so that one
// that is missed by little is seen to be.
func (b *Bar) Result() string {
	if b.Pct {
		return fmt.Sprintf("%.2f %%", b.Got)
	}
	return fmt.Sprintf("%.4f", b.Got)
}

func (b *Bar) number(v float64) string {
	if b.Pct {
		return fmt.Sprintf("%.1f %%", v)
	}
	return fmt.Sprintf("%.3f", v)
}

// limits of the bars, by horizon from 1.
var (
	leastAgainstPooled = []float64{.10, .18, .24, 0, .30}
	leastAgainstEach   = []float64{.20, .27, .33}
	leastOfNewPlans    = []float64{.15, .22, .26}
	mostMAPE           = []float64{4.0, 6.7, 8.8}
	mostCovered80      = []float64{.91, .92, .94}
	mostWidth80        = []float64{17, 0, 48} // 0: no bar
)

// The other limits.
var (
	nought                = 0.0
	leastCovered80        = .77
	leastCovered80AnyYear = .72
	leastCovered95        = .93
	mostCovered95         = .985
	leastCovered95AnyYear = .88
	mostCoveredNewPlans   = .88
	leastSumCovered80     = .60
	leastSumCovered95     = .85
	mostSkillUnseen       = .60 // above it, somebody has looked into the year to come
)

// Places in Levels.
const (
	at80 = 1
	at95 = 3
)

// BarsOf holds a forecaster against every bar that its cases reach.
func BarsOf(cases []Case, name string) []Bar {
	b := &bars{cases: cases, name: name}
	b.skill(Plans, HoltPooled, leastAgainstPooled)
	b.skill(Plans, HoltEach, leastAgainstEach)
	b.everyOrigin(Plans, HoltEach, len(leastAgainstEach))
	for h, most := range mostMAPE {
		b.add(Bar{Says: "MAPE of plans", Horizon: h + 1, Most: &most, Pct: true}, Plans, func(t Tally) float64 { return t.MAPE })
	}
	for h, most := range mostCovered80 {
		b.add(Bar{Says: "coverage of the 80 % interval of plans", Horizon: h + 1, Least: &leastCovered80, Most: &most}, Plans, func(t Tally) float64 { return t.Coverage[at80] })
		b.add(Bar{Says: "coverage of the 95 % interval of plans", Horizon: h + 1, Least: &leastCovered95, Most: &mostCovered95}, Plans, func(t Tally) float64 { return t.Coverage[at95] })
	}
	for h := range mostCovered80 {
		b.worst("coverage of the 80 % interval of plans, lowest origin", h+1, at80, leastCovered80AnyYear)
		b.worst("coverage of the 95 % interval of plans, lowest origin", h+1, at95, leastCovered95AnyYear)
	}
	for h, most := range mostWidth80 {
		if most > 0 {
			b.add(Bar{Says: "width of the 80 % interval of plans", Horizon: h + 1, Most: &most, Pct: true}, Plans, func(t Tally) float64 { return t.Width[at80] })
		}
	}
	b.skill(NewPlans, HoltPooled, leastOfNewPlans)
	for h := range leastOfNewPlans {
		b.add(Bar{Says: "coverage of the 80 % interval of new plans", Horizon: h + 1, Least: &leastCovered80, Most: &mostCoveredNewPlans}, NewPlans, func(t Tally) float64 { return t.Coverage[at80] })
	}
	b.sum()
	return b.list
}

// mostLost is the skill that the whole simulator may lose to the layer that it
// is built on.
var mostLost = .02

// WholeBars holds the whole simulator to the layer: it may lose little skill
// against the pooled rule, on the same origins, and keeps its coverage.
func WholeBars(cases []Case, name string) []Bar {
	b := &bars{cases: cases, name: name}
	for h, most := range mostCovered80 {
		own := SkillOf(cases, name, HoltPooled, Plans, h+1)
		layer := SkillOf(cases, LayerName, HoltPooled, Plans, h+1)
		says := fmt.Sprintf("CRPS skill of plans against %q lost to the layer", HoltPooled)
		b.hold(Bar{Says: says, Horizon: h + 1, Most: &mostLost, Got: layer.Skill - own.Skill}, own.N)
		b.add(Bar{Says: "coverage of the 80 % interval of plans", Horizon: h + 1, Least: &leastCovered80, Most: &most}, Plans, func(t Tally) float64 { return t.Coverage[at80] })
		b.add(Bar{Says: "coverage of the 95 % interval of plans", Horizon: h + 1, Least: &leastCovered95, Most: &mostCovered95}, Plans, func(t Tally) float64 { return t.Coverage[at95] })
	}
	return b.list
}

// bars is a list of bars in the making.
type bars struct {
	cases []Case
	name  string
	list  []Bar
}

func (b *bars) hold(bar Bar, n int) {
	if n == 0 {
		return
	}
	bar.Met = (bar.Least == nil || bar.Got >= *bar.Least) && (bar.Most == nil || bar.Got <= *bar.Most)
	if bar.Least != nil && *bar.Least == 0 {
		bar.Met = bar.Got > 0
	}
	b.list = append(b.list, bar)
}

// add holds a mean score against a bar.
func (b *bars) add(bar Bar, target Target, of func(Tally) float64) {
	t := TallyOf(b.cases, b.own(target, bar.Horizon))
	bar.Got = of(t)
	b.hold(bar, t.N)
}

func (b *bars) own(target Target, horizon int) func(*Case) bool {
	return func(c *Case) bool {
		return c.Forecaster == b.name && c.Target == target && c.Horizon == horizon && c.Authority != England
	}
}

// skill holds the skill against a rule to the least of each horizon; a year
// ahead, also to the most.
func (b *bars) skill(target Target, against string, least []float64) {
	for h, low := range least {
		if low == 0 {
			continue
		}
		s := SkillOf(b.cases, b.name, against, target, h+1)
		says := fmt.Sprintf("CRPS skill of %v against %q", target, against)
		b.hold(Bar{Says: says, Horizon: h + 1, Least: &low, Got: s.Skill}, s.N)
		if h == 0 && target == Plans && against == HoltPooled {
			b.hold(Bar{Says: says + ": no look ahead", Horizon: 1, Most: &mostSkillUnseen, Got: s.Skill}, s.N)
		}
	}
}

// everyOrigin holds the skill at the worst origin to be above nought.
func (b *bars) everyOrigin(target Target, against string, horizons int) {
	for h := 1; h <= horizons; h++ {
		s := SkillOf(b.cases, b.name, against, target, h)
		got := math.Inf(1)
		for _, v := range s.ByOrigin {
			got = min(got, v)
		}
		says := fmt.Sprintf("CRPS skill of %v against %q, lowest origin", target, against)
		b.hold(Bar{Says: says, Horizon: h, Least: &nought, Got: got}, s.N)
	}
}

// worst holds the coverage at the origin where it is lowest.
func (b *bars) worst(says string, horizon, level int, least float64) {
	byOrigin := map[int]bool{}
	own := b.own(Plans, horizon)
	for i := range b.cases {
		if own(&b.cases[i]) {
			byOrigin[b.cases[i].Origin] = true
		}
	}
	lowest := math.Inf(1)
	for origin := range byOrigin {
		t := TallyOf(b.cases, func(c *Case) bool { return own(c) && c.Origin == origin })
		lowest = min(lowest, t.Coverage[level])
	}
	b.hold(Bar{Says: says, Horizon: horizon, Least: &least, Got: lowest}, len(byOrigin))
}

// sum holds the coverage of the sum of the authorities, all horizons together.
func (b *bars) sum() {
	t := TallyOf(b.cases, func(c *Case) bool {
		return c.Forecaster == b.name && c.Target == Plans && c.Authority == England && c.Horizon <= len(mostCovered80)
	})
	b.hold(Bar{Says: "coverage of the 80 % interval of the sum of plans, one to three years", Least: &leastSumCovered80, Got: t.Coverage[at80]}, t.N)
	b.hold(Bar{Says: "coverage of the 95 % interval of the sum of plans, one to three years", Least: &leastSumCovered95, Got: t.Coverage[at95]}, t.N)
}
