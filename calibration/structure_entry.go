package calibration

import (
	"sendsim/calibration/evidence"
	"sendsim/cohorts"
)

// entryCommons are England's entries by age.
type entryCommons struct {
	label  byLabel       // shares of new plans by published age
	census [ages]float64 // the same by age at the January that follows
	weight float64       // of the profile, in children
}

// How often a mixing of ages is undone in part (the method of Richardson 1972
// and Lucy 1974, which keeps shares positive): enough to bring the peaks back,
// too few to raise noise.
const (
	unmixLabels = 30
	unmixLags   = 12
)

func (c *commons) findEntry() {
	e := &c.entry
	years := []int{c.january - 2, c.january - 1}
	var all [][]float64
	for _, f := range c.set.Authorities {
		b, _ := flow(f, evidence.NewPlans, "", years...)
		all = append(all, b[:])
	}
	e.label, _ = flow(c.set.England, evidence.NewPlans, "", years...)
	share(e.label[:])
	e.weight = profileWeight(all, e.label[:])
	for a := range e.census {
		e.census[a] = 0
		if a >= int(evidence.UpTo2.To) && a < ages-1 {
			e.census[a] = sum(c.stock[a][:]) // the oldest, published as one, keep the shape of the stock
		}
	}
	unmix(e.label[:], e.census[:], unmixLabels, labelled)
}

// labelled is the chance that a child of age a at the census was published at
// age l in the flow.
func labelled(a, l int) float64 {
	top, bottom := int(evidence.From20.From), int(evidence.UpTo2.To)
	at := func(x int) int { return min(max(x, bottom), top) }
	chance := 0.0
	if at(a) == l {
		chance += 1 - laterLabel
	}
	if at(a+1) == l {
		chance += laterLabel
	}
	return chance
}

// unmix finds shares x, starting from x itself, such that mixed by the chances
// given they come near to seen.
func unmix(seen, x []float64, rounds int, chance func(from, to int) float64) {
	share(x)
	mixed, factor := make([]float64, len(seen)), make([]float64, len(x))
	for range rounds {
		clear(mixed)
		for i, n := range x {
			if n > 0 {
				for j := range seen {
					mixed[j] += float64(n * chance(i, j))
				}
			}
		}
		for i := range x {
			var f, all float64
			for j := range seen {
				if p := chance(i, j); p > 0 && mixed[j] > 0 {
					f += p * seen[j] / mixed[j]
					all += p
				}
			}
			if all > 0 {
				factor[i] = f / all
			} else {
				factor[i] = 0
			}
		}
		for i := range x {
			x[i] *= factor[i]
		}
		share(x)
	}
}

func (c *commons) entryOf(f *evidence.File, s *Structure) {
	b, _ := flow(f, evidence.NewPlans, "", c.january-2, c.january-1)
	own := towards(b[:], c.entry.label[:], c.entry.weight)
	s.Entry = c.entry.census
	unmix(own, s.Entry[:], unmixLabels, labelled)

	// Requests come before plans: at rates of the authority's own chain, a
	// plan's age at the next census is that of the request and the years
	// between.
	lag := chainLags(&s.Rates.Pipeline, termShares)
	var yield [ages]float64
	for a := range yield {
		p := cohorts.PhaseOf(cohorts.Age(a), cohorts.MainstreamSchool)
		yield[a] = s.Rates.Pipeline.Agree[p] * s.Rates.Pipeline.Issue[p]
	}
	for a := range s.Ask { // to begin with, as many as enter when the plan is likely to come
		for k, n := range lag.years {
			s.Ask[a] += float64(n * s.Entry[min(a+k, ages-1)])
		}
	}
	unmix(s.Entry[:], s.Ask[:], unmixLags, func(from, to int) float64 {
		if k := to - from; k >= 0 && k < len(lag.years) {
			return lag.years[k] * yield[from]
		}
		return 0
	})
}
