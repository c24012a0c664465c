package calibration

import (
	"math"

	"sendsim/calibration/evidence"
	"sendsim/internal/portable"
	"sendsim/internal/posterior"
	"sendsim/internal/rng"
	"sendsim/internal/sidebyside"
)

// The ends of plans of the oldest in one authority: a level for each band of
// oldest, and a deviation for each band and stretch, all in logs of a factor on
// the hazards. Levels are N(centre, between²), deviations N(0, swing²) a year,
// and the plans seen normal about the mean field, by the chance of who ends and
// by recording: 2 and twice the stretches, at most 14 parameters.

// recorded is the standard deviation of recording: 4 % of the plans of 16 to 19,
// and three times as much of 20 to 25 [JUDGEMENT].
var recorded = [numOldest]float64{.04, .12}

// oldestLaw is the law of one authority.
type oldestLaw struct {
	*oldestCommons
	hazard    [ages]float64
	stretches []stretch
	known     []stretchKnown // of each stretch; nil: nothing yet
}

// stretchKnown is what is known of a stretch.
type stretchKnown struct {
	stay        [ages]float64          // chances to stay: those of the young are the nation's, the others those asked for last
	likelihoods [remembered]likelihood // by where they were asked for
}

// likelihood is the log of the chance of the plans seen at the end of a stretch,
// by band, where the hazards of the oldest differ by these logs. A search for the
// mode moves one or two parameters at a time, which leaves most stretches where
// they were: it asks for the same again and again.
type likelihood struct {
	asked   bool
	at, log [numOldest]float64
}

// remembered is how many likelihoods of a stretch are kept: what a search asks
// for is nine points and a dozen that it asks for once.
const remembered = 32

// slot is where the likelihood at a point is kept.
func slot(at [numOldest]float64) uint64 {
	const spread, top = 0x9e3779b97f4a7c15, 64 - 5 // of Fibonacci hashing: the five highest bits
	return (math.Float64bits(at[0])*spread + math.Float64bits(at[1])) * spread >> top
}

// youngest is the age at the start of the youngest who are of the oldest at the
// end.
func (s *stretch) youngest() int { return int(oldestFrom) - s.years }

// know finds the chances to stay of the young in each stretch.
func (l *oldestLaw) know() {
	l.known = make([]stretchKnown, len(l.stretches))
	for i := range l.stretches {
		s := &l.stretches[i]
		for a := s.youngest(); a < int(oldestFrom); a++ {
			l.known[i].stay[a] = portable.Exp(-l.hazard[a] * l.years[s.from][0])
		}
	}
}

// seen is the likelihood of stretch i.
func (l *oldestLaw) seen(i int, at [numOldest]float64) [numOldest]float64 {
	if l.known == nil {
		l.know()
	}
	s, known := &l.stretches[i], &l.known[i]
	kept := &known.likelihoods[slot(at)]
	if kept.asked && kept.at == at {
		return kept.log
	}
	factor := l.years[s.from]
	for b := range oldest {
		factor[b+1] *= portable.Exp(min(4, max(-4, at[b])))
	}
	for a := int(oldestFrom); a < ages-1; a++ { // none is asked how many of the last age stay
		known.stay[a] = portable.Exp(-l.hazard[a] * factor[groupOf[a]])
	}
	now, chance := s.livedFrom(s.youngest(), &known.stay)
	kept.asked, kept.at = true, at
	for b := range oldest {
		v := seenVariance(b, now[b+1], chance[b+1])
		kept.log[b] = -float64(square(s.saw[b+1]-now[b+1])/v+portable.Log(v)) / 2
	}
	return kept.log
}

func (l *oldestLaw) size() int { return numOldest * (1 + len(l.stretches)) }

// density is the log of the posterior density.
func (l *oldestLaw) density(x []float64) float64 {
	var log float64
	for b := range oldest {
		log -= float64(square((x[b]-l.centre[b])/l.between[b]) / 2)
	}
	for i := range l.stretches {
		var at [numOldest]float64
		for b := range oldest {
			w := x[numOldest*(i+1)+b]
			log -= float64(square(w/l.swing[b]) * float64(l.stretches[i].years) / 2)
			at[b] = x[b] + w
		}
		for _, seen := range l.seen(i, at) {
			log += seen
		}
	}
	return log
}

// seenVariance is the variance of the plans seen in band b of the oldest: of who
// ends, of recording, and of half a plan.
func seenVariance(b int, now, chance float64) float64 {
	const half = .25
	return chance + square(recorded[b]*now) + half
}

func square(x float64) float64 { return float64(x * x) }

// mode is the normal about the mode of the density.
func (l *oldestLaw) mode(start []float64) (posterior.Laplace, bool) {
	unit := make([]float64, l.size())
	if start == nil {
		start = make([]float64, l.size())
		copy(start, l.centre[:])
	}
	for i := range unit {
		unit[i] = min(l.between[i%numOldest], l.swing[i%numOldest])
	}
	return posterior.Mode(l.density, start, unit)
}

// oldestOf is the law of an authority, whose endings by reason have the mix of
// rel.
func (c *commons) oldestOf(f *evidence.File) *oldestLaw {
	l := &oldestLaw{oldestCommons: &c.oldest}
	rel := c.mixOfWays(f)
	for w := range numWays {
		for a, h := range c.leaving.hazard[w] {
			l.hazard[a] += float64(h * rel[w])
		}
	}
	for _, s := range c.stretches(f) {
		if _, ok := c.oldest.years[s.from]; ok && s.saw[1] > 0 && s.saw[2] > 0 {
			l.stretches = append(l.stretches, s)
		}
	}
	return l
}

// shareOldest finds how the authorities differ, in their levels and from year
// to year: the centre and the variances under which the modes and the spreads
// about them are where and as wide as they are (expectation and maximisation).
// The centre of logs is not England's, which is of sums.
func (c *commons) shareOldest() {
	o := &c.oldest
	o.between, o.swing = [numOldest]float64{.4, .4}, [numOldest]float64{.4, .4}
	laws := make([]*oldestLaw, len(c.set.Authorities))
	for i, f := range c.set.Authorities {
		laws[i] = c.oldestOf(f)
	}
	modes := make([][]float64, len(laws))
	const rounds = 12
	for range rounds {
		found := make([]posterior.Laplace, len(laws))
		good := make([]bool, len(laws))
		sidebyside.Do(len(laws), func(i int) {
			if len(laws[i].stretches) > 0 {
				found[i], good[i] = laws[i].mode(modes[i])
			}
		})
		var centre, level, swing, levels, swings [numOldest]float64
		for i, ok := range good {
			if !ok {
				continue
			}
			modes[i] = found[i].Mode
			for k, x := range found[i].Mode {
				b := k % numOldest
				if k < numOldest {
					centre[b] += x
					level[b] += square(x-o.centre[b]) + square(found[i].SD(k))
					levels[b]++
				} else {
					swing[b] += float64((square(x) + square(found[i].SD(k))) * float64(laws[i].stretches[k/numOldest-1].years))
					swings[b]++
				}
			}
		}
		for b := range oldest {
			if levels[b] > 0 {
				o.centre[b] = centre[b] / levels[b]
				o.between[b] = max(leastSpread, math.Sqrt(level[b]/levels[b]))
				o.swing[b] = max(leastSpread, math.Sqrt(swing[b]/swings[b]))
			}
		}
	}
}

// leastSpread keeps a law from closing in on nothing.
const leastSpread = .02

// Sampled says how a posterior that has no closed form was drawn, and whether
// the draws may be used.
type Sampled struct {
	Kind string  // "laplace", weighed; "ram"; "" where there was nothing to draw
	KHat float64 // of the weights
	RHat float64 // largest, of chains; 1 where there were none
	ESS  float64 // least effective number of draws
}

// Passes tells whether the gates are passed.
func (s *Sampled) Passes() bool {
	switch s.Kind {
	case "":
		return true
	case "ram":
		return s.RHat < 1+posterior.MostRHat && s.ESS > posterior.LeastESS
	default:
		return s.KHat < posterior.MostKHat && s.ESS > posterior.LeastESS
	}
}

// Draws are weighed: as many as fewestDraws, and twice as many until enough are
// left in effect, up to mostDraws.
const fewestDraws, mostDraws = 2000, 16000

// plan is of the chains where the weights of some draws are too heavy for that;
// twice as long until they will do, up to so many times.
var plan = posterior.Plan{Chains: 4, Adapt: 4000, Keep: 500, Thin: 20}

const longest = 8

// levels are the posteriors of an authority's levels.
func (l *oldestLaw) levels(key rng.Key) (post [numOldest]Dist, how Sampled) {
	for b := range oldest {
		post[b] = Dist{l.centre[b], l.between[b]}
	}
	if len(l.stretches) == 0 {
		return post, Sampled{RHat: 1}
	}
	found, ok := l.mode(nil)
	if !ok {
		return post, Sampled{Kind: "laplace", KHat: math.Inf(1), RHat: 1}
	}
	if post, how = l.weighed(&found, key); !how.Passes() {
		post, how = l.chained(&found, key.Nth(1), how.KHat)
	}
	return post, how
}

// weighed are the posteriors by draws that are weighed.
func (l *oldestLaw) weighed(about *posterior.Laplace, key rng.Key) (post [numOldest]Dist, how Sampled) {
	for n := fewestDraws; ; n *= 2 {
		w := about.Draw(l.density, n, key)
		for b := range oldest {
			post[b].Mean, post[b].SD = w.Moments(func(x []float64) float64 { return x[b] })
		}
		how = Sampled{"laplace", w.KHat, 1, w.ESS}
		if how.Passes() || w.KHat >= posterior.MostKHat || n >= mostDraws {
			return post, how
		}
	}
}

// chained are the posteriors by chains, where the weights of draws have kHat.
func (l *oldestLaw) chained(about *posterior.Laplace, key rng.Key, kHat float64) (post [numOldest]Dist, how Sampled) {
	for p := plan; ; p.Adapt, p.Thin = 2*p.Adapt, 2*p.Thin {
		chains := about.RAM(l.density, p, key)
		how = Sampled{"ram", kHat, 1, math.Inf(1)}
		for k := range l.size() {
			series := chains.Series(func(x []float64) float64 { return x[k] })
			how.RHat, how.ESS = max(how.RHat, posterior.RHat(series)), min(how.ESS, posterior.BulkESS(series))
		}
		for b := range oldest {
			var s, ss, n float64
			for _, draws := range chains {
				for _, x := range draws {
					s, ss, n = s+x[b], ss+square(x[b]), n+1
				}
			}
			post[b] = Dist{s / n, math.Sqrt(max(0, ss/n-square(s/n)))}
		}
		if how.Passes() || p.Thin >= longest*plan.Thin {
			return post, how
		}
	}
}
