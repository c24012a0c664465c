package calibration

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/mathext"

	"sendsim/calibration/evidence"
	"sendsim/internal/portable"
	"sendsim/internal/rng"
)

// Made is an area that the layer made up by its own law, hyper-parameters and
// England's past held: what is published of it, and what is true of it.
type Made struct {
	File *evidence.File // plans and new plans, with the gaps of a real area
	Truth
}

// Truth is what a fit to the area cannot see: where its deviations stand at the
// origin, its volatilities, and the years to come.
type Truth struct {
	Entry, EntryVolatility     float64
	Leaving, LeavingVolatility float64
	Growth, GrowthVolatility   float64
	Plans                      []float64 // at the censuses after the origin
	NewPlans                   []float64 // of the years from the origin on; nil for model S1
}

// Make makes area number i up: by model S2, or by S1. It begins with the plans
// of a real area at the first year of the window and has the same years
// missing.
func (l *Layer) Make(model Model, i, horizon int, seed uint64) Made {
	key := rng.Seed(seed).At(madeTag).Nth(uint64(model)).Nth(uint64(i))
	like := l.Panel.Areas[i%len(l.Panel.Areas)]
	row := int(key.At(nationTag).Word(0) % uint64(len(l.National.Rows)))
	var nation nationalDraw
	l.nation(row, key.At(nationTag), &nation)
	m := maker{layer: l, key: key, nation: &nation, n: firstStock(like, l.Panel.Origin-window)}
	made := Made{}
	rows := m.past(model, like)
	made.Truth = m.truth()
	for range horizon {
		e := m.year(model, nil)
		made.Plans = append(made.Plans, m.n)
		if model == S2 {
			made.NewPlans = append(made.NewPlans, e)
		}
	}
	made.File = (&evidence.File{Area: evidence.Area{Code: fmt.Sprintf("made-%v-%d", model, i), Name: "made up"}}).With(rows...)
	return made
}

var (
	madeTag   = rng.Name("made")
	nationTag = rng.Name("nation")
	scaleTag  = rng.Name("scale")
	firstTag  = rng.Name("first")
)

// firstStock is an area's plans at a census, or the nearest after it that is
// known.
func firstStock(f *evidence.File, january int) float64 {
	for year := january; year <= january+window; year++ {
		if n, ok := f.Value(evidence.Plans, year, evidence.AllAges, ""); ok && n > 0 {
			return n
		}
	}
	return 1
}

// maker makes one area, year by year.
type maker struct {
	layer  *Layer
	key    rng.Key
	nation *nationalDraw
	n      float64 // plans
	step   int     // years made
	states [3]state
}

// state is where a deviation stands; its volatility.
type state struct{ x, lambda float64 }

// The deviations, as maker holds them.
const (
	ofEntry = iota
	ofLeaving
	ofGrowth
)

// hyper is what the areas share of a deviation.
func (m *maker) hyper(d int) *Hyper {
	return [...]*Hyper{&m.layer.Entry, &m.layer.Leaving, &m.layer.Growth}[d]
}

// normal is a standard normal of the step, the deviation and a use of its own.
func (m *maker) normal(d, use int) float64 {
	return rng.Normal(rng.Uniform(m.key.Nth(uint64(m.step)).Nth(uint64(d)).Word(uint64(use))))
}

// advance draws where a deviation stands this year, and its noise of the year
// with a variance that is known beside the shared one.
func (m *maker) advance(d int, known float64) (x, noise float64) {
	h, s := m.hyper(d), &m.states[d]
	if m.step == 0 {
		// 1/lambda is gamma (Nu/2, Nu/2).
		u := rng.Uniform(m.key.At(scaleTag).Word(uint64(d)))
		s.lambda = h.Nu / 2 / mathext.GammaIncRegInv(h.Nu/2, u)
		s.x = math.Sqrt(s.lambda*h.V) * rng.Normal(rng.Uniform(m.key.At(firstTag).Word(uint64(d))))
	} else {
		s.x = float64(h.Rho*s.x) + float64(math.Sqrt(s.lambda*h.Q)*m.normal(d, 0))
	}
	return s.x, math.Sqrt(s.lambda*(h.S2+known)) * m.normal(d, 1)
}

// england is England's year: new plans, net leaving, log growth, plans; as
// published for a year that is past, else on the path drawn.
type england struct{ entries, leaving, growth, stock float64 }

func (m *maker) england(year *int) england {
	if year == nil {
		i := m.step - window
		return england{portable.Exp(m.nation.U[i]), m.nation.R[i], m.nation.growth[i], m.nation.Stock[i]}
	}
	f := m.layer.Panel.England
	e := england{entries: total(f, evidence.NewPlans, *year, ""), stock: total(f, evidence.Plans, *year, "")}
	e.leaving, _ = leavingOf(f, *year)
	e.growth, _ = growthOf(f, *year)
	return e
}

// year makes one year: the new plans of it, and moves the stock on.
func (m *maker) year(model Model, past *int) (entries float64) {
	e := m.england(past)
	if model == S1 {
		d, tau := m.advance(ofGrowth, growthNoise/m.n)
		m.n = max(1, m.n*portable.Exp(e.growth+d+tau))
		m.step++
		return 0
	}
	a, eps := m.advance(ofEntry, 0) // counting makes the rest
	b, nu := m.advance(ofLeaving, leavingNoise/m.n)
	count := rng.Uniform(m.key.Nth(uint64(m.step)).At(countShock).Word(0))
	entries = float64(rng.Poisson(count, e.entries*m.n/e.stock*portable.Exp(m.layer.Entry.Centre+a+eps)))
	m.n = max(1, float64(m.n*(1-e.leaving-min(max(b+nu, -clipLeaving), clipLeaving)))+entries)
	m.step++
	return entries
}

// past makes the years of the window, and what is published of them.
func (m *maker) past(model Model, like *evidence.File) []evidence.Row {
	var rows []evidence.Row
	publish := func(s evidence.Series, year int, value float64) {
		if _, ok := like.Value(s, year, evidence.AllAges, ""); ok {
			rows = append(rows, evidence.Row{Series: s, Year: year, Ages: evidence.AllAges, Value: value})
		}
	}
	origin := m.layer.Panel.Origin
	for year := origin - window; year < origin; year++ {
		publish(evidence.Plans, year, m.n)
		if e := m.year(model, &year); model == S2 {
			publish(evidence.NewPlans, year, e)
		}
	}
	rows = append(rows, evidence.Row{Series: evidence.Plans, Year: origin, Ages: evidence.AllAges, Value: m.n})
	return rows
}

func (m *maker) truth() Truth {
	s := &m.states
	return Truth{
		Entry: s[ofEntry].x, EntryVolatility: s[ofEntry].lambda,
		Leaving: s[ofLeaving].x, LeavingVolatility: s[ofLeaving].lambda,
		Growth: s[ofGrowth].x, GrowthVolatility: s[ofGrowth].lambda,
	}
}

// Held is the layer on another panel of the same origin: national paths and
// hyper-parameters held, the areas fitted.
func (l *Layer) Held(areas []*evidence.File) *Layer {
	held := *l
	held.Panel = &Panel{Origin: l.Panel.Origin, England: l.Panel.England, Areas: areas}
	held.stands = nil
	for _, f := range areas {
		d := deviationsOf(f, l.Panel.England, l.Panel.Origin)
		held.stands = append(held.stands, stand{
			stock: total(f, evidence.Plans, l.Panel.Origin, ""), tag: rng.Name(f.Area.Code),
			entry: l.Entry.level(d.entry), leaving: l.Leaving.level(d.leaving), growth: l.Growth.level(d.growth),
		})
	}
	return &held
}

// Draw is draw k of where an area stands, the one from which draw k of a
// forecast goes on.
func (l *Layer) Draw(area, k int, seed uint64) Truth {
	s := &l.stands[area]
	key := rng.Seed(seed).At(layerTag).At(s.tag)
	at := func(t rng.Tag) rng.Key { return key.At(t).Nth(uint64(k)) }
	var t Truth
	t.Entry, t.EntryVolatility = s.entry.draw(at(entryLevelTag))
	t.Leaving, t.LeavingVolatility = s.leaving.draw(at(leavingLevelTag))
	t.Growth, t.GrowthVolatility = s.growth.draw(at(growthLevelTag))
	return t
}
