package trials

import (
	"math"

	"sendsim/internal/portable"
	"sendsim/internal/rng"
)

// A Rule forecasts a figure from its own past and nothing else. Rules are what
// a forecaster has to beat: they are fitted anew at each origin, and draw the
// authorities apart from each other, as rules for one authority do.
type Rule struct {
	name string
	says string
	logs bool // fitted to the logarithm of the figure
	// fit takes the pasts of all authorities, NaN where nothing is known, and
	// gives the law of each horizon of each; nil for an authority whose past is
	// too short.
	fit func(pasts [][]float64, horizons int) [][]law
}

// law is a Student t distribution, or a normal where freedom is 0, at a centre.
type law struct {
	centre, spread float64
	freedom        int
}

// Rules are the baselines, in the order of the scorecard.
var Rules = []Rule{
	{LastGrowth, "the last year's growth again, with a random walk of the growth", true, lastGrowth},
	{LinearTrend, "a straight line through the last five years", false, linearTrend},
	{Arima, "ARIMA(1,1,0) with drift of the logarithm", true, arima},
	{HoltEach, "damped Holt of the logarithm, fitted to each authority", true, holtEach},
	{HoltPooled, "damped Holt of the logarithm, smoothing shared by all authorities", true, holtPooled},
}

// Names of the rules.
const (
	LastGrowth  = "last growth"
	LinearTrend = "linear trend"
	Arima       = "ARIMA(1,1,0)"
	HoltEach    = "Holt, each"
	HoltPooled  = "Holt, pooled"
)

// Name is the rule's name, for example "Holt, pooled".
func (r Rule) Name() string { return r.name }

// Says is the rule in words.
func (r Rule) Says() string { return r.says }

// ruled are the targets that rules forecast.
var ruled = []Target{Plans, NewPlans}

// Answer fits the rule to what is known.
func (r Rule) Answer(q Question) (Answer, error) {
	var a Answer
	for _, t := range ruled {
		a[t] = r.futures(t, q)
	}
	return a, nil
}

func (r Rule) futures(t Target, q Question) Futures {
	pasts := make([][]float64, len(q.Panel.Areas))
	for i, f := range q.Panel.Areas {
		pasts[i] = t.past(f, q.Panel.Origin)
		if r.logs {
			for j, v := range pasts[i] {
				pasts[i][j] = portable.Log(v)
			}
		}
	}
	futures := NewFutures(q)
	key := rng.Seed(q.Seed).Nth(uint64(q.Panel.Origin)).At(rng.Name(r.name)).At(rng.Name(t.String()))
	for i, laws := range r.fit(pasts, q.Horizons) {
		if laws == nil {
			futures[i] = nil
			continue
		}
		own := key.At(rng.Name(q.Panel.Areas[i].Area.Code))
		for h, l := range laws {
			for k := range futures[i][h] {
				v := l.draw(own.Nth(uint64(k)).Nth(uint64(h)))
				if r.logs {
					v = portable.Exp(v)
				}
				futures[i][h][k] = max(0, v)
			}
		}
	}
	return futures
}

// draw is one draw of the law at an address.
func (l law) draw(at rng.Key) float64 {
	z := rng.Normal(rng.Uniform(at.Word(0)))
	if l.freedom > 0 {
		var square float64
		for i := range l.freedom {
			e := rng.Normal(rng.Uniform(at.Word(uint64(i + 1))))
			square += float64(e * e)
		}
		z /= math.Sqrt(square / float64(l.freedom))
	}
	return l.centre + float64(l.spread*z)
}

// known is the unbroken end of a past: what follows its last gap. It is empty
// where the last year is not known.
func known(past []float64) []float64 {
	for i := len(past) - 1; i >= 0; i-- {
		if math.IsNaN(past[i]) || math.IsInf(past[i], 0) {
			return past[i+1:]
		}
	}
	return past
}
