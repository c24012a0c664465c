package calibration

import (
	"math"

	"sendsim/calibration/evidence"
	"sendsim/cohorts"
	"sendsim/internal/portable"
)

// What is found here is how fast plans end by age band. Endings by age were
// published for 2023 alone, the plans of each band at (nearly) every January:
// with new plans by band they say what must have ended since.

// oldest are the bands whose plans end by finishing, nine in ten of all
// endings beside moves: of these an authority has a level of its own.
var oldest = [numOldest]cohorts.Band{cohorts.Age16to19, cohorts.Age20to25}

const numOldest = 2

// firstOldest is the first January from which the plans of the oldest are
// followed: before, their ages still filled up with those whom the law of 2014
// let stay.
const firstOldest = 2018

// stretch is the plans of an area from one January to a later one at which ages
// were published too: a year, or two.
type stretch struct {
	from, years int
	n           [ages]float64    // plans at the start, by age
	in          [2][ages]float64 // who comes in each year, by age at its end
	saw         [3]float64       // plans at the end: up to 15, then of the oldest
}

// mostStretch is the longest stretch that is followed, in years.
const mostStretch = 2

// lived is the plans of each group at the end, by the hazards given and their
// factors for each group, in a mean field: who is there leaves at the year's
// hazard of the age and grows a year older, who comes in it at half of it.
//
// chance is the variance of who ends, of those who were there and of those who
// came.
func (s *stretch) lived(hazard *[ages]float64, factor *[3]float64) (now, chance [3]float64) {
	var stay [ages]float64
	for a := range stay {
		stay[a] = portable.Exp(-hazard[a] * factor[groupOf[a]])
	}
	return s.livedFrom(0, &stay)
}

// livedFrom is lived with the chances to stay of each age; who is younger than
// first at the start is left out.
func (s *stretch) livedFrom(first int, stay *[ages]float64) (now, chance [3]float64) {
	var n, v [ages]float64
	copy(n[first:], s.n[first:])
	for y := range s.years {
		for a := ages - 1; a > first; a-- {
			half := math.Sqrt(stay[a-1])
			stayed, joined := float64(n[a-1]*stay[a-1]), float64(s.in[y][a]*half)
			v[a] = float64(v[a-1]*stay[a-1]*stay[a-1]) + float64(stayed*(1-stay[a-1])) + float64(joined*(1-half))
			n[a] = stayed + joined
		}
		n[first], v[first] = s.in[y][first], 0
	}
	for a := first; a < ages; a++ {
		now[groupOf[a]] += n[a]
		chance[groupOf[a]] += v[a]
	}
	return now, chance
}

// oldestFrom is the first age of the oldest.
const oldestFrom cohorts.Age = 16

// oldestCommons is how fast plans end by age band.
type oldestCommons struct {
	hazard         [ages]float64        // a year, as England's endings of the last year were recorded
	shape          [bands][ages]float64 // of plans in a band, by age
	ageOf          [bands][ages]float64 // of new plans published in a band, by age at the next census
	years          map[int][3]float64   // factors on the hazards with which England's groups came to be, by start of the stretch
	level          [3]float64           // where they stand at the census, in logs
	nation         [numOldest]float64   // standard deviation of that
	centre         [numOldest]float64   // of the authorities' levels about England's, in logs
	between, swing [numOldest]float64   // of an authority's level, and of its single years, in logs: standard deviations
}

// known tells whether England's plans by band say how fast they end.
func (o *oldestCommons) known() bool { return len(o.years) >= leastStretches }

const (
	leastStretches = 2
	// Bounds of the factors.
	leastFactor, mostFactor = .05, 8.
)

// England's factor walks from year to year, and a year alone brings as much as a
// step of it [JUDGEMENT]: few years are known, and they do not tell the two
// apart. The variance of a year's difference from the last is then three times
// that of a step; it is pooled with what is expected beforehand, as much as
// priorYears differences with a standard deviation of priorStep [JUDGEMENT].
const (
	differenceOfStep      = 3
	priorYears, priorStep = 4., .25
	levelOfStep           = .6180339887498949 // variance of the level by that of a step, after many years: the golden section
)

// stepOfNation is the standard deviation of a step of the walk by that of the
// level.
var stepOfNation = 1 / math.Sqrt(levelOfStep)

// nationNow is where a walk seen with as much noise as its steps stands after
// the last of a row (the filter of Kalman), and the standard deviation of that.
// A stretch of two years counts as one: there is at most one, the last.
func nationNow(row []float64) (level, sd float64) {
	squares, gain := priorYears*square(priorStep), 1.
	for i, x := range row {
		if i > 0 {
			squares += square(x - row[i-1])
			gain = (gain + 1) / (gain + 2)
		}
		level += float64(gain * (x - level))
	}
	step := math.Sqrt(squares / (priorYears + float64(len(row)-1) - 2) / differenceOfStep)
	return level, step * math.Sqrt(levelOfStep)
}

func (c *commons) findOldest() {
	o := &c.oldest
	for w := range numWays {
		for a, h := range c.leaving.hazard[w] {
			o.hazard[a] += h
		}
	}
	for a := range ages {
		b := cohorts.BandOf(cohorts.Age(a))
		o.shape[b][a] = sum(c.stock[a][:])
		for l := range ages {
			o.ageOf[cohorts.BandOf(cohorts.Age(l))][a] += float64(c.entry.census[a] * labelled(a, l))
		}
	}
	for b := range bands {
		share(o.shape[b][:])
		share(o.ageOf[b][:])
	}
	o.years = map[int][3]float64{}
	var logs [3][]float64
	england := c.stretches(c.set.England)
	for i := range england {
		f := o.factors(&england[i])
		o.years[england[i].from] = f
		for g := range logs {
			logs[g] = append(logs[g], portable.Log(f[g]))
		}
	}
	if !o.known() {
		return
	}
	for g := range logs {
		var sd float64
		if o.level[g], sd = nationNow(logs[g]); g > 0 {
			o.nation[g-1] = sd
		}
	}
	c.shareOldest()
}

// stretches are an area's, from firstOldest to the census: each from a January
// with ages to the next that has them.
func (c *commons) stretches(f *evidence.File) (list []stretch) {
	_, arrived := c.arrivals(f)
	if f == c.set.England {
		arrived.Mean = c.leaving.arrivals.mu
	}
	for from := max(firstOldest, c.january-window); from < c.january; from++ {
		for years := 1; years <= mostStretch && from+years <= c.january; years++ {
			if s, ok := c.stretch(f, from, years, max(0, arrived.Mean)); ok {
				list = append(list, s)
				break
			}
		}
	}
	return list
}

func (c *commons) stretch(f *evidence.File, from, years int, arrivals float64) (stretch, bool) {
	o := &c.oldest
	s := stretch{from: from, years: years}
	var all float64
	for b := range cohorts.NumBands {
		n, okN := f.Value(evidence.Plans, from, evidence.OfBand(b), "")
		later, okLater := f.Value(evidence.Plans, from+years, evidence.OfBand(b), "")
		if !okN || !okLater {
			return s, false
		}
		all += n
		s.saw[max(0, int(b)-int(cohorts.Age11to15))] += later
		for a, share := range o.shape[b] {
			s.n[a] += float64(n * share)
		}
	}
	for y := range years {
		for b := range cohorts.NumBands {
			e, ok := f.Value(evidence.NewPlans, from+y, evidence.OfBand(b), "")
			if !ok {
				return s, false
			}
			for a, share := range o.ageOf[b] {
				s.in[y][a] += float64(e * share)
			}
		}
		var mix float64
		for a, n := range s.n {
			mix += float64(n * c.leaving.moved[a])
		}
		for a, n := range s.n {
			s.in[y][min(a+1, ages-1)] += float64(ratio(n*c.leaving.moved[a], mix) * arrivals * all)
		}
	}
	return s, all > 0
}

// factors are those with which the groups come to be what was seen: found one
// after another, for who is young grows old.
func (o *oldestCommons) factors(s *stretch) (f [3]float64) {
	f = [3]float64{1, 1, 1}
	for range s.years { // with two years, the young bear on the old a second time
		for g := range f {
			f[g] = portable.Exp(solveRising(func(x float64) float64 {
				try := f
				try[g] = portable.Exp(x)
				now, _ := s.lived(&o.hazard, &try)
				return -now[g]
			}, -s.saw[g], portable.Log(leastFactor), portable.Log(mostFactor)))
		}
	}
	return f
}

// factorAt is England's factor on the hazards of an age.
func (o *oldestCommons) factorAt(a int) float64 { return portable.Exp(o.level[groupOf[a]]) }

// centreOldest brings the rates of leaving of the oldest to the authority's own
// level, about which futures draw it. That was fitted to all children of a band,
// and they finish by their setting: the rates are such that as many of those who
// are there finish as if there were none of that.
func (c *Authority) centreOldest() {
	r := &c.rates.Review
	if c.lent != nil {
		of := &c.lent.from.rates.Review
		r.Met, r.Out, r.Finish = of.Met, of.Out, of.Finish
		return
	}
	for k, b := range oldest {
		f := portable.Exp(c.Parameters[firstOwnOldest+k].Post.Mean)
		for a := range ages {
			if bandAt[a] == b {
				r.Met[a] *= f
				r.Out[a] *= f
				r.Finish[a] *= f
			}
		}
		want := c.leavers(b, 1, false)
		if want <= 0 {
			continue
		}
		bySetting := solveRising(func(x float64) float64 { return c.leavers(b, x, true) }, want, leastIn, mostIn)
		for a := range ages {
			if bandAt[a] == b {
				r.Finish[a] *= bySetting
			}
		}
	}
}

// leavers are the plans of a band that would end in a year, with a factor on
// finishing, which differs by setting or not.
func (c *Authority) leavers(b cohorts.Band, finishing float64, bySetting bool) (n float64) {
	r := &c.rates.Review
	for st := range settings {
		in := finishing
		if bySetting {
			in *= r.FinishIn[st]
		}
		for d := range needs {
			for a := range ages {
				if k := c.Structure.Plans[st][d][a]; k > 0 && bandAt[a] == b {
					n += float64(float64(k) * (1 - portable.Exp(-(r.Met[a] + r.Out[a] + float64(r.Finish[a]*in)))))
				}
			}
		}
	}
	return n
}
