package calibration

import (
	"math"

	"sendsim/internal/portable"
	"sendsim/internal/rng"
	"sendsim/internal/sidebyside"
)

// Model says by which of the layer's models a stock is forecast.
type Model uint8

// The models.
const (
	// Pool is half of the draws from S1 and half from S2: an even draw is S2's,
	// an odd one S1's.
	Pool Model = iota
	// S1 is the growth of the stock alone.
	S1
	// S2 is new plans and net leaving.
	S2
)

// String is "pool", "S1" or "S2".
func (m Model) String() string { return [...]string{"pool", "S1", "S2"}[m] }

// Forecast is joint draws of the plans and new plans of every area of a panel:
// draw k of every area stands on the same national path k, so that draws may
// be added up over areas.
type Forecast struct {
	Origin  int // January census
	Horizon int // years ahead
	Draws   int

	areas []areaForecast
}

// areaForecast is the draws of one area, [h-1][draw].
type areaForecast struct{ s1, s2, entries [][]float64 }

// Stock is the draws of the plans of an area at January of Origin+h, h from 1
// to Horizon; element k is draw k. S1 and S2 are views, not to be written to.
func (f *Forecast) Stock(m Model, area, h int) []float64 {
	a := &f.areas[area]
	switch m {
	case S1:
		return a.s1[h-1]
	case S2:
		return a.s2[h-1]
	}
	pool := make([]float64, f.Draws)
	copy(pool, a.s2[h-1])
	for k := 1; k < f.Draws; k += 2 {
		pool[k] = a.s1[h-1][k]
	}
	return pool
}

// NewPlans is the draws of an area's new plans of the calendar year
// Origin+h-1, those that fall between the censuses of Origin+h-1 and Origin+h;
// element k is draw k. It is model S2's; a view, not to be written to.
func (f *Forecast) NewPlans(area, h int) []float64 { return f.areas[area].entries[h-1] }

// nationalDraw is the national paths of one draw.
type nationalDraw struct {
	Path
	growth [Years]float64
}

var (
	layerTag    = rng.Name("layer")
	growthShock = rng.Name("growth-shock")
	countShock  = rng.Name("count-shock")
)

// Forecast draws the years from the origin to horizon years later, at most
// Years. Draws are the same for any number of them and of processors.
func (l *Layer) Forecast(draws, horizon int, seed uint64) *Forecast {
	return l.ForecastBy(Pool, draws, horizon, seed)
}

// ForecastBy is Forecast with the draws of one model alone, or of both for the
// pool.
func (l *Layer) ForecastBy(m Model, draws, horizon int, seed uint64) *Forecast {
	key := rng.Seed(seed).At(layerTag)
	nation := make([]nationalDraw, draws)
	for k := range nation {
		l.nation(k, key, &nation[k])
	}
	f := &Forecast{Origin: l.Panel.Origin, Horizon: horizon, Draws: draws, areas: make([]areaForecast, len(l.stands))}
	sidebyside.Do(len(l.stands), func(i int) {
		a := areaForecast{drawsByYear(horizon, draws), drawsByYear(horizon, draws), drawsByYear(horizon, draws)}
		for k := range draws {
			if m != S1 {
				l.flows(&l.stands[i], k, key, &nation[k], a)
			}
			if m != S2 {
				l.growing(&l.stands[i], k, key, &nation[k], a)
			}
		}
		f.areas[i] = a
	})
	return f
}

// drawsByYear is room for the draws of each year ahead.
func drawsByYear(horizon, draws int) [][]float64 {
	room := make([][]float64, horizon)
	for h := range room {
		room[h] = make([]float64, draws)
	}
	return room
}

// nation draws national path k.
func (l *Layer) nation(k int, key rng.Key, into *nationalDraw) {
	at := func(t rng.Tag) rng.Key { return key.At(t).Nth(uint64(k)) }
	up, down, grow := at(entryShock), at(leavingShock), at(growthShock)
	const noFade = 1
	l.National.follow(l.National.Row(k), noFade, func(i int) (zeta, omega float64) {
		return shock(up, i), shock(down, i)
	}, &into.Path)
	row := l.GrowthRows[k%len(l.GrowthRows)]
	g := row.Last
	for i := range into.growth {
		g = row.M + float64(row.Phi*(g-row.M)) + float64(row.S*shock(grow, i))
		into.growth[i] = g
	}
}

// flows draws an area by model S2: log new plans per plan and net leaving
// deviate from England's, and N' = N(1-net) + new.
func (l *Layer) flows(s *stand, k int, key rng.Key, p *nationalDraw, into areaForecast) {
	at := func(t rng.Tag) rng.Key { return key.At(s.tag).At(t).Nth(uint64(k)) }
	up, down, count := at(entryShock), at(leavingShock), at(countShock)
	a, lambda := s.entry.draw(at(entryLevelTag))
	b, lambdaB := s.leaving.draw(at(leavingLevelTag))
	h, g := &l.Entry, &l.Leaving
	root, rootB := math.Sqrt(lambda), math.Sqrt(lambdaB)
	n := s.stock
	for i := range into.s2 {
		a = float64(h.Rho*a) + float64(root*math.Sqrt(h.Q)*shock(up, 2*i))
		b = float64(g.Rho*b) + float64(rootB*math.Sqrt(g.Q)*shock(down, 2*i))
		eps := float64(root * math.Sqrt(h.S2) * shock(up, 2*i+1))
		nu := float64(rootB * math.Sqrt(g.S2+leavingNoise/n) * shock(down, 2*i+1))
		mean := portable.Exp(p.U[i] + portable.Log(n/p.Stock[i]) + h.Centre + a + eps)
		e := float64(rng.Poisson(rng.Uniform(count.Word(uint64(i))), mean))
		own := min(max(b+nu, -clipLeaving), clipLeaving)
		n = max(1, float64(n*(1-p.R[i]-own))+e)
		into.entries[i][k], into.s2[i][k] = e, n
	}
}

// growing draws an area by model S1: the log growth of its stock deviates from
// England's.
func (l *Layer) growing(s *stand, k int, key rng.Key, p *nationalDraw, into areaForecast) {
	at := func(t rng.Tag) rng.Key { return key.At(s.tag).At(t).Nth(uint64(k)) }
	grow := at(growthShock)
	d, lambda := s.growth.draw(at(growthLevelTag))
	h := &l.Growth
	root := math.Sqrt(lambda)
	n := s.stock
	for i := range into.s1 {
		d = float64(h.Rho*d) + float64(root*math.Sqrt(h.Q)*shock(grow, 2*i))
		tau := float64(root * math.Sqrt(h.S2+growthNoise/n) * shock(grow, 2*i+1))
		n = max(1, n*portable.Exp(p.growth[i]+d+tau))
		into.s1[i][k] = n
	}
}

var entryLevelTag, leavingLevelTag, growthLevelTag = rng.Name("entry-level"), rng.Name("leaving-level"), rng.Name("growth-level")

// draw draws the level of a deviation and its volatility.
func (l level) draw(key rng.Key) (x, lambda float64) {
	lambda = InverseCubeRoot.From(normal(l.volatility(), key.Word(0)))
	return l.Mean + float64(math.Sqrt(lambda*l.Var)*shock(key, 1)), lambda
}
