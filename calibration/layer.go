package calibration

import (
	"fmt"
	"slices"

	"sendsim/calibration/evidence"
	"sendsim/internal/rng"
)

// Layer is the fitting layer at one origin: the national paths, what all areas
// share of their deviations from them, and where each area stands. It forecasts
// plans and new plans of every area, and nothing of who holds them.
type Layer struct {
	Panel *Panel
	// National is entry growth and net leaving: 4,000 joint draws.
	National *National
	// GrowthRows are the growth of England's stock, the national part of model S1:
	// as many draws as National has rows; draw k goes with row k.
	GrowthRows []GrowthRow
	// Entry, Leaving and Growth are what the areas share of their
	// deviations: log new plans per plan, net leaving, log growth of the stock.
	Entry, Leaving, Growth Hyper
	// Parameters are the priors of the nine national parameters, and the mean
	// and standard deviation of the draws as posterior: of entry growth, of net
	// leaving, of stock growth.
	Parameters []Parameter

	stands []stand // by area of the panel
}

// GrowthRow is one draw of the national growth of the stock, in log points a
// year: G' = M + Phi(G - M) + N(0, S²), and the last growth known.
type GrowthRow struct{ M, Phi, S, Last float64 }

// stand is where an area stands at the origin.
type stand struct {
	stock                  float64 // plans
	tag                    rng.Tag
	entry, leaving, growth level
}

// growthPriors are the priors of the national growth of the stock, in the wide
// versions (see nationalPriors). They inform model S1 alone, which a run has
// by its pooling.
var growthPriors = []Parameter{
	{
		Name: "stock-growth-mean", Unit: "log points a year", Group: NationalPath, Transform: Identity,
		Says:  "growth of the plans in England to which it reverts",
		Prior: Dist{.05, .03}, Grade: Judgment, Source: "JUDGEMENT", Identified: true,
	},
	{
		Name: "stock-growth-persistence", Unit: "a year", Group: NationalPath, Transform: Identity,
		Says:  "share of a deviation of stock growth that is left a year later, in [0, 0.98]",
		Prior: Dist{.7, .2}, Grade: Judgment, Source: "JUDGEMENT", Identified: true,
	},
	{
		Name: "stock-growth-shock", Unit: "log points", Group: NationalPath, Transform: Identity,
		Says:  "standard deviation of a year's surprise in stock growth; half-normal",
		Prior: Dist{0, .02}, Grade: Judgment, Source: "JUDGEMENT", Identified: true,
	},
}

// nationalParameters are the priors of all that is national.
func nationalParameters() []Parameter { return slices.Concat(nationalPriors, growthPriors) }

// growthStart is where the search for the hyper-parameters of model S1 starts.
var growthStart = hyperStart{Hyper{Rho: .5, Q: .0007, S2: .0008, V: .0017, Nu: 6}, 2, 0}

// FitLayer fits the layer to a panel: the national paths to England's rows by
// sampling importance resampling, the hyper-parameters by empirical Bayes from
// all areas, then each area by itself in closed form.
func FitLayer(p *Panel) (*Layer, error) {
	l := &Layer{Panel: p}
	var err error
	if l.National, l.Parameters, err = fitNational(p.England, p.Origin); err != nil {
		return nil, err
	}
	if err := l.fitGrowth(); err != nil {
		return nil, err
	}
	var entry, leaving, growth [][]point
	for _, f := range p.Areas {
		d := deviationsOf(f, p.England, p.Origin)
		entry, leaving, growth = append(entry, d.entry), append(leaving, d.leaving), append(growth, d.growth)
	}
	for _, s := range []struct {
		name string
		all  [][]point
		from hyperStart
		into *Hyper
	}{
		{"entry", entry, entryStart, &l.Entry},
		{"leaving", leaving, leavingStart, &l.Leaving},
		{"growth", growth, growthStart, &l.Growth},
	} {
		if *s.into, err = fitHyper(s.all, s.from); err != nil {
			return nil, fmt.Errorf("%s: %w", s.name, err)
		}
	}
	for i, f := range p.Areas {
		l.stands = append(l.stands, l.stand(f, deviations{entry[i], leaving[i], growth[i]}))
	}
	return l, nil
}

// stand is where an area stands whose deviations from England are known.
func (l *Layer) stand(f *evidence.File, d deviations) stand {
	return stand{
		stock: total(f, evidence.Plans, l.Panel.Origin, ""), tag: rng.Name(f.Area.Code),
		entry: l.Entry.level(d.entry), leaving: l.Leaving.level(d.leaving), growth: l.Growth.level(d.growth),
	}
}

// fitGrowth fits the national growth of the stock.
func (l *Layer) fitGrowth() error {
	p := l.Panel
	series := sinceReform(p.Origin, func(from int) (g []float64) {
		for year := from; year < p.Origin; year++ {
			if x, ok := growthOf(p.England, year); ok {
				g = append(g, x)
			}
		}
		return g
	})
	if len(series) < 2 {
		return fmt.Errorf("England: %d years of growth are known by January %d; two are needed", len(series), p.Origin)
	}
	found := resample(series, growthPriors, nationalKey(p.Origin).At(rng.Name("growth")))
	for _, d := range found.kept {
		l.GrowthRows = append(l.GrowthRows, GrowthRow{d.m, d.phi, d.s, series[len(series)-1]})
	}
	l.Parameters = append(l.Parameters, found.summary(growthPriors)...)
	l.National.ess[2] = found.ess
	return nil
}
