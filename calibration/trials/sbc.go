package trials

import (
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/mathext"

	"sendsim/calibration"
	"sendsim/calibration/evidence"
	"sendsim/internal/rng"
)

// Quantity is one thing whose truth is ranked among the draws of a fit to what
// it made: where the fit is right, every rank is as likely as another [TALTS18].
type Quantity struct {
	Name     string
	Ranks    []int   // areas by twentieth of the draws in which the truth fell
	Chi2     float64 // of the twentieths, 19 degrees of freedom
	P        float64 // chance of as much, if the fit is right
	Covered  float64 // share of truths inside the central 80 %
	Off      float64 // mean of the ranks in [0, 1] less a half, in standard errors
	Distance float64 // largest distance of the ranks' distribution from uniform, times the root of the areas
}

// rankBins is the number of bars of a rank histogram.
const rankBins = 20

// Calibration is a simulation-based calibration of the fitting layer: areas
// made up by its own law, fitted again, hyper-parameters and England's past
// held.
type Calibration struct {
	Origin     int // January census
	Areas      int // by each model
	Draws      int
	Seed       uint64
	Data       string  // digest of the evidence
	Model      string  // of the deficit: digest of the ranks of the first Few areas
	Least      float64 // chance of a chi-square that will do
	Distance   float64 // that will do at most
	Quantities []Quantity
}

// Chances of a false alarm over all quantities: of the chi-square test, and of
// the largest distance (Kolmogorov 1933) for each quantity.
const (
	falseAlarm  = .01
	mostFarAway = 1.628 // of which one in a hundred uniform samples has more
)

// ranked collects the ranks of quantities by name, in order.
type ranked struct {
	order []string
	at    map[string][]float64
}

// add ranks a truth among draws; u divides those equal to it.
func (r *ranked) add(name string, truth float64, draws []float64, u float64) {
	if r.at[name] == nil {
		r.order = append(r.order, name)
	}
	slices.Sort(draws)
	r.at[name] = append(r.at[name], pit(draws, truth, u))
}

// Calibrate makes areas up and fits them again.
func Calibrate(set *evidence.Set, origin, areas, draws int, seed uint64) (*Calibration, error) {
	panel, err := calibration.NewPanel(set, origin)
	if err != nil {
		return nil, err
	}
	layer, err := calibration.FitLayer(panel)
	if err != nil {
		return nil, err
	}
	ranks := &ranked{at: map[string][]float64{}}
	for _, model := range []calibration.Model{calibration.S2, calibration.S1} {
		for i := range areas {
			made := layer.Make(model, i, MostHorizons, seed)
			own := rng.Seed(seed).At(rng.Name("sbc")).Nth(uint64(model)).Nth(uint64(i))
			ranks.area(layer.Held([]*evidence.File{made.File}), model, made.Truth, draws, own)
		}
	}
	c := &Calibration{Origin: origin, Areas: areas, Draws: draws, Seed: seed, Data: DataDigest(set)}
	c.conclude(ranks)
	return c, nil
}

// conclude holds the ranks against the uniform distribution.
func (c *Calibration) conclude(ranks *ranked) {
	for _, name := range ranks.order {
		c.Quantities = append(c.Quantities, quantityOf(name, ranks.at[name]))
	}
	c.Least, c.Distance = falseAlarm/float64(len(c.Quantities)), mostFarAway
}

// area ranks all that is true of one area.
func (r *ranked) area(held *calibration.Layer, model calibration.Model, truth calibration.Truth, draws int, key rng.Key) {
	seed := key.Word(0)
	uses := uint64(0)
	add := func(name string, true float64, draws []float64) {
		uses++
		r.add(name, true, draws, rng.Uniform(key.Word(uses)))
	}
	levels := make([]calibration.Truth, draws)
	for k := range levels {
		levels[k] = held.Draw(0, k, seed)
	}
	of := func(field func(*calibration.Truth) float64) (float64, []float64) {
		list := make([]float64, draws)
		for k := range levels {
			list[k] = field(&levels[k])
		}
		return field(&truth), list
	}
	level := func(name string, field func(*calibration.Truth) float64) {
		true, list := of(field)
		add(name, true, list)
	}
	f := held.ForecastBy(model, draws, MostHorizons, seed)
	if model == calibration.S1 {
		level("stock growth, deviation", func(t *calibration.Truth) float64 { return t.Growth })
		level("stock growth, volatility", func(t *calibration.Truth) float64 { return t.GrowthVolatility })
	} else {
		level("entry, deviation", func(t *calibration.Truth) float64 { return t.Entry })
		level("entry, volatility", func(t *calibration.Truth) float64 { return t.EntryVolatility })
		level("net leaving, deviation", func(t *calibration.Truth) float64 { return t.Leaving })
		level("net leaving, volatility", func(t *calibration.Truth) float64 { return t.LeavingVolatility })
	}
	for _, h := range []int{1, 3, MostHorizons} {
		if model == calibration.S2 {
			add(fmt.Sprintf("new plans, %d ahead", h), truth.NewPlans[h-1], slices.Clone(f.NewPlans(0, h)))
		}
		add(fmt.Sprintf("plans by %v, %d ahead", model, h), truth.Plans[h-1], slices.Clone(f.Stock(model, 0, h)))
	}
}

// quantityOf holds ranks in [0, 1] against the uniform distribution.
func quantityOf(name string, ranks []float64) Quantity {
	n := float64(len(ranks))
	q := Quantity{Name: name, Ranks: make([]int, rankBins)}
	var mean float64
	inside := 0
	for _, v := range ranks {
		q.Ranks[min(rankBins-1, int(rankBins*v))]++
		mean += v / n
		if v >= .1 && v <= .9 {
			inside++
		}
	}
	q.Covered = float64(inside) / n
	q.Off = (mean - .5) * math.Sqrt(12*n)
	expected := n / rankBins
	for _, k := range q.Ranks {
		q.Chi2 += (float64(k) - expected) * (float64(k) - expected) / expected
	}
	q.P = mathext.GammaIncRegComp(float64(rankBins-1)/2, q.Chi2/2)
	sorted := slices.Sorted(slices.Values(ranks))
	for i, v := range sorted {
		q.Distance = max(q.Distance, math.Abs(v-float64(i)/n), math.Abs(v-float64(i+1)/n))
	}
	q.Distance *= math.Sqrt(n)
	return q
}

// Uniform tells whether the ranks are uniform: by the chi-square of their
// histogram, and by their distribution.
func (c *Calibration) Uniform(q *Quantity) bool {
	return q.P >= c.Least && q.Distance <= c.Distance
}
