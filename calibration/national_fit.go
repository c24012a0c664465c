package calibration

import (
	"fmt"
	"math"
	"slices"

	"sendsim/calibration/evidence"
	"sendsim/internal/portable"
	"sendsim/internal/rng"
)

// The national layer is fitted by sampling importance resampling: priorDraws
// draws of the prior, weighed by their likelihood, of which rowsKept are kept
// with equal weight. The mean is not weighed but integrated out, which leaves
// several times as many draws in effect.
const (
	priorDraws = 40000
	rowsKept   = 4000
)

// Years from which the national series are used: growth of entry since 2010,
// leaving since the reform of 2014.
const (
	entryFrom   = 2010
	leavingFrom = 2015
)

// nationalPriors are the priors of the national layer, in the wide versions:
// they were set by someone who knew that the years fitted were calm, and a
// handful of years cannot prove them. The two scales are half-normal: SD is
// that of the normal whose size they are.
var nationalPriors = []Parameter{
	{
		Name: "entry-growth-mean", Unit: "log points a year", Group: NationalPath, Transform: Identity,
		Says:  "growth of new plans in England to which growth reverts",
		Prior: Dist{.03, .03}, Grade: Judgment, Source: "JUDGEMENT", Identified: true,
	},
	{
		Name: "entry-growth-persistence", Unit: "a year", Group: NationalPath, Transform: Identity,
		Says:  "share of a deviation of entry growth that is left a year later, in [0, 0.98]",
		Prior: Dist{.5, .25}, Grade: Judgment, Source: "JUDGEMENT", Identified: true,
	},
	{
		Name: "entry-growth-shock", Unit: "log points", Group: NationalPath, Transform: Identity,
		Says:  "standard deviation of a year's surprise in entry growth; half-normal",
		Prior: Dist{0, .10}, Grade: Judgment, Source: "JUDGEMENT", Identified: true,
	},
	{
		Name: "leaving-mean", Unit: "plans a year per plan", Group: NationalPath, Transform: Identity,
		Says:  "net leaving (stock and new plans less the next stock) to which it reverts",
		Prior: Dist{.05, .015}, Grade: Judgment, Source: "JUDGEMENT", Identified: true,
	},
	{
		Name: "leaving-persistence", Unit: "a year", Group: NationalPath, Transform: Identity,
		Says:  "share of a deviation of net leaving that is left a year later, in [0, 0.98]",
		Prior: Dist{.6, .2}, Grade: Judgment, Source: "JUDGEMENT", Identified: true,
	},
	{
		Name: "leaving-shock", Unit: "plans a year per plan", Group: NationalPath, Transform: Identity,
		Says:  "standard deviation of a year's surprise in net leaving; half-normal",
		Prior: Dist{0, .012}, Grade: Judgment, Source: "JUDGEMENT", Identified: true,
	},
}

// mostPersistent keeps the national paths from being random walks.
const mostPersistent = .98

// arDraw is one draw of a mean-reverting path's parameters.
type arDraw struct{ m, phi, s float64 }

// fitNational fits the national layer to the England rows as known with the
// census of January.
func fitNational(england *evidence.File, january int) (*National, []Parameter, error) {
	n := &National{January: january}
	var ok bool
	if n.Stock, ok = england.Value(evidence.Plans, january, evidence.AllAges, ""); !ok {
		return nil, nil, fmt.Errorf("England: plans of January %d are not in the evidence", january)
	}
	if n.Entries, ok = england.Value(evidence.NewPlans, january-1, evidence.AllAges, ""); !ok {
		return nil, nil, fmt.Errorf("England: new plans of %d are not in the evidence", january-1)
	}
	growth := entryGrowth(england, january-1)
	leaving := sinceReform(january, func(from int) []float64 { return netLeaving(england, from, january-1) })
	if len(growth) < 2 || len(leaving) < 2 {
		return nil, nil, fmt.Errorf("England: %d years of entry growth and %d of net leaving are known by January %d; two of each are needed", len(growth), len(leaving), january)
	}
	key := nationalKey(january)
	us := resample(growth, nationalPriors[:3], key.At(rng.Name("entry")))
	rs := resample(leaving, nationalPriors[3:], key.At(rng.Name("leaving")))
	n.Rows = make([]Row, rowsKept)
	for i := range n.Rows {
		u, r := us.kept[i], rs.kept[i]
		n.Rows[i] = Row{u.m, u.phi, u.s, growth[len(growth)-1], r.m, r.phi, r.s, leaving[len(leaving)-1]}
	}
	n.ess[0], n.ess[1] = us.ess, rs.ess
	return n, append(us.summary(nationalPriors[:3]), rs.summary(nationalPriors[3:])...), nil
}

// nationalKey is where the chance of the national fit lies.
func nationalKey(january int) rng.Key { return rng.Seed(uint64(january)).At(rng.Name("national-fit")) }

// sinceReform is a series from the reform on; of the first censuses after it,
// when fewer than two years of it are known, the last two years all the same:
// a path has to start somewhere, and two years teach next to nothing.
func sinceReform(january int, series func(from int) []float64) []float64 {
	return series(min(leavingFrom, january-2))
}

// entryGrowth is the yearly change of log new plans in England, to a year.
func entryGrowth(england *evidence.File, to int) []float64 {
	var growth []float64
	for year := entryFrom; year <= to; year++ {
		a, okA := england.Value(evidence.NewPlans, year-1, evidence.AllAges, "")
		b, okB := england.Value(evidence.NewPlans, year, evidence.AllAges, "")
		if okA && okB && a > 0 && b > 0 {
			growth = append(growth, portable.Log(b/a))
		}
	}
	return growth
}

// netLeaving is stock and new plans less the next stock, over the stock, by
// year.
func netLeaving(f *evidence.File, from, to int) []float64 {
	var leaving []float64
	for year := from; year <= to; year++ {
		if l, ok := leavingOf(f, year); ok {
			leaving = append(leaving, l)
		}
	}
	return leaving
}

func leavingOf(f *evidence.File, year int) (float64, bool) {
	a, okA := f.Value(evidence.Plans, year, evidence.AllAges, "")
	e, okE := f.Value(evidence.NewPlans, year, evidence.AllAges, "")
	b, okB := f.Value(evidence.Plans, year+1, evidence.AllAges, "")
	if !okA || !okE || !okB || a <= 0 {
		return 0, false
	}
	return (a + e - b) / a, true
}

// resampled is what sampling importance resampling leaves of a prior.
type resampled struct {
	kept []arDraw
	ess  float64 // effective number of the prior's draws: how far its weights are from one
}

// resample draws persistence and scale from the prior, weighs each pair by the
// likelihood of the series given its first value with the mean integrated out,
// keeps rowsKept with equal weight in an order that chance mixed, and draws the
// mean of each from its normal posterior.
func resample(series []float64, priors []Parameter, key rng.Key) resampled {
	draws := make([]arDraw, priorDraws)
	logs := make([]float64, priorDraws)
	best := math.Inf(-1)
	for i := range draws {
		k := key.Nth(uint64(i))
		phi := truncated(priors[1].Prior, 0, mostPersistent, k.Word(1))
		s := math.Abs(normal(priors[2].Prior, k.Word(2)))
		_, logs[i] = meanGiven(series, priors[0].Prior, phi, s)
		draws[i] = arDraw{phi: phi, s: s}
		best = max(best, logs[i])
	}
	var total, squares float64
	for i := range logs {
		logs[i] = portable.Exp(logs[i] - best)
		total += logs[i]
		squares += float64(logs[i] * logs[i])
	}
	kept := make([]int, 0, rowsKept)
	step := total / rowsKept
	next := step * rng.Uniform(key.Word(0))
	var run float64
	for i, w := range logs {
		for run += w; next < run && len(kept) < rowsKept; next += step {
			kept = append(kept, i)
		}
	}
	for len(kept) < rowsKept { // the last step may fall past the sum by rounding
		kept = append(kept, priorDraws-1)
	}
	shuffle := key.At(rng.Name("order"))
	for i := len(kept) - 1; i > 0; i-- {
		j := int(shuffle.Word(uint64(i)) % uint64(i+1))
		kept[i], kept[j] = kept[j], kept[i]
	}
	r := resampled{make([]arDraw, rowsKept), total * total / squares}
	means := key.At(rng.Name("mean"))
	for k, i := range kept { // a pair kept more than once has another mean each time
		d := draws[i]
		mean, _ := meanGiven(series, priors[0].Prior, d.phi, d.s)
		d.m = normal(mean, means.Word(uint64(k)))
		r.kept[k] = d
	}
	return r
}

// meanGiven is the posterior of the mean to which a series reverts, given its
// persistence and scale, and the log likelihood of the two, up to a constant,
// with the mean integrated out: x' - phi x is N((1-phi) m, s²).
func meanGiven(series []float64, prior Dist, phi, s float64) (Dist, float64) {
	var sum, squares float64
	for t := 1; t < len(series); t++ {
		y := series[t] - float64(phi*series[t-1])
		sum += y
		squares += float64(y * y)
	}
	n, pull, v, v0 := float64(len(series)-1), 1-phi, s*s, prior.SD*prior.SD
	precision := 1/v0 + float64(n*pull*pull/v)
	mean := float64((prior.Mean/v0 + float64(pull*sum/v)) / precision)
	apart := squares/v + float64(prior.Mean*prior.Mean/v0) - float64(mean*mean*precision)
	return Dist{mean, 1 / math.Sqrt(precision)}, float64(-n*portable.Log(s)) - float64(apart/2) - float64(portable.Log(v0*precision)/2)
}

func normal(d Dist, word uint64) float64 { return d.Mean + float64(d.SD*rng.Normal(rng.Uniform(word))) }

// truncated draws a normal kept between low and high, by inversion.
func truncated(d Dist, low, high float64, word uint64) float64 {
	a, b := normalCDF((low-d.Mean)/d.SD), normalCDF((high-d.Mean)/d.SD)
	return d.Mean + float64(d.SD*rng.Normal(a+float64((b-a)*rng.Uniform(word))))
}

func normalCDF(z float64) float64 { return float64(portable.Erfc(-z/math.Sqrt2) / 2) }

// summary is the parameters of a mean-reverting path (mean, persistence and
// scale) with the mean and standard deviation of what was kept as posterior.
func (r *resampled) summary(priors []Parameter) []Parameter {
	list := slices.Clone(priors)
	for i, of := range []func(arDraw) float64{
		func(d arDraw) float64 { return d.m }, func(d arDraw) float64 { return d.phi }, func(d arDraw) float64 { return d.s },
	} {
		var s, ss float64
		for _, d := range r.kept {
			x := of(d)
			s += x
			ss += float64(x * x)
		}
		n := float64(len(r.kept))
		list[i].Post = Dist{s / n, math.Sqrt(max(0, ss/n-s/n*s/n))}
	}
	return list
}
