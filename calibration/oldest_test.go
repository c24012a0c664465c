package calibration

import (
	"fmt"
	"math"
	"testing"

	"sendsim/calibration/evidence"
	"sendsim/cohorts"
	"sendsim/internal/posterior"
	"sendsim/internal/rng"
)

// Worked sum: 100 plans at 19 and 50 at 20, hazards of 0.5 at both, twice as
// fast from 20 on. A year later 100 exp(-0.5) are 20 and 50 exp(-1) are 21; of
// 10 new plans at 18 at the end of the year, at risk for half of it at the
// hazard of 17 (0.2), 10 exp(-0.1) are there.
func TestStretchWorkedSum(t *testing.T) {
	s := stretch{years: 1}
	s.n[19], s.n[20], s.in[0][18] = 100, 50, 10
	var hazard [ages]float64
	hazard[17], hazard[19], hazard[20] = .2, .5, .5
	now, chance := s.lived(&hazard, &[3]float64{1, 1, 2})
	near(t, "at 16 to 19", now[1], 10*math.Exp(-.1), 1e-9)
	near(t, "from 20 on", now[2], 100*math.Exp(-.5)+50*math.Exp(-1), 1e-9)
	near(t, "the variance of who ends at 16 to 19", chance[1], 10*math.Exp(-.1)*(1-math.Exp(-.1)), 1e-9)
	near(t, "the same from 20 on", chance[2], 100*math.Exp(-.5)*(1-math.Exp(-.5))+50*math.Exp(-1)*(1-math.Exp(-1)), 1e-9)
}

// The young are worked out or left out, and the old come to the same; the
// factors with which a mean field was made are found again.
func TestFactorsAreFoundAgain(t *testing.T) {
	var o oldestCommons
	s := stretch{years: 2}
	for a := range ages {
		o.hazard[a] = .01 * float64(a+1)
		s.n[a] = 1000 - 30*float64(a)
		s.in[0][a], s.in[1][a] = 40, 50
	}
	truth := [3]float64{1.4, .7, 1.9}
	s.saw, _ = s.lived(&o.hazard, &truth)
	for g, f := range o.factors(&s) {
		near(t, "factor", f, truth[g], 2e-2)
	}
	var stay [ages]float64
	for a := s.youngest(); a < ages; a++ {
		stay[a] = math.Exp(-o.hazard[a] * truth[groupOf[a]])
	}
	old, _ := s.livedFrom(s.youngest(), &stay)
	for g, n := range old {
		if g > 0 {
			near(t, "the old without the young", n, s.saw[g], 1e-9)
		}
	}
}

// madeOldest is an authority that the law made up, and the levels that are true of
// it: four years, from a small unitary's plans to a large county's.
func madeOldest(key rng.Key) (*oldestLaw, [numOldest]float64) {
	o := &oldestCommons{years: map[int][3]float64{}, centre: [numOldest]float64{-.05, -.2}, between: [numOldest]float64{.3, .7}, swing: [numOldest]float64{.57, .6}}
	l := &oldestLaw{oldestCommons: o}
	word := uint64(0)
	u := func() float64 { word++; return rng.Uniform(key.Word(word)) }
	var truth [numOldest]float64
	for b := range truth {
		truth[b] = o.centre[b] + o.between[b]*rng.Normal(u())
	}
	size := math.Exp(1 + 2*u())
	for a := range ages {
		l.hazard[a] = .02
		switch cohorts.BandOf(cohorts.Age(a)) {
		case cohorts.Age16to19:
			l.hazard[a] = .1
		case cohorts.Age20to25:
			l.hazard[a] = .5
		}
	}
	for i := range 4 {
		s := stretch{from: 2018 + i, years: 1}
		o.years[s.from] = [3]float64{1, 1, 1}
		for a := 13; a < ages; a++ {
			s.n[a] = size * 20 * math.Exp(-.25*math.Max(0, float64(a-17)))
		}
		factor := [3]float64{1, math.Exp(truth[0] + o.swing[0]*rng.Normal(u())), math.Exp(truth[1] + o.swing[1]*rng.Normal(u()))}
		now, chance := s.lived(&l.hazard, &factor)
		for b := range oldest {
			s.saw[b+1] = max(0, now[b+1]+math.Sqrt(seenVariance(b, now[b+1], chance[b+1]))*rng.Normal(u()))
		}
		l.stretches = append(l.stretches, s)
	}
	return l, truth
}

// Authorities made up by the law are fitted again: what is true of them ranks
// uniformly among the normals that are drawn from. Chi-square of ten classes,
// of which one in a thousand has more than 27.9.
func TestLevelsOfTheOldestAreCalibrated(t *testing.T) {
	if testing.Short() {
		t.Skip("asked for -short, and this takes long: it fits hundreds of authorities; go test ./... without -short runs it")
	}
	const areas, classes, most = 200, 10, 27.9
	var counts [numOldest][classes]float64
	sampled := map[string]int{}
	for i := range areas {
		key := rng.Seed(5).Nth(uint64(i))
		l, truth := madeOldest(key)
		post, how := l.levels(key.At(rng.Name("fit")))
		if !how.Passes() {
			t.Errorf("area %d: %+v", i, how)
		}
		sampled[how.Kind]++
		for b, d := range post {
			u := normalCDF((truth[b] - d.Mean) / d.SD)
			counts[b][min(classes-1, int(classes*u))]++
		}
	}
	for b := range counts {
		var chi float64
		for _, n := range counts[b] {
			chi += (n - areas/classes) * (n - areas/classes) / (areas / classes)
		}
		if t.Logf("%v: chi-square %.1f, %v", oldest[b], chi, counts[b]); chi > most {
			t.Errorf("levels at %v are not calibrated: chi-square %.1f, %v", oldest[b], chi, counts[b])
		}
	}
	t.Log(sampled)
}

// Chains of real authorities, small and large, pass the gates for every
// parameter and for the plans seen last, and say what the weighed draws say.
func TestChainsAgreeWithWeighedDraws(t *testing.T) {
	if testing.Short() {
		t.Skip("asked for -short, and this takes long: it fits what authorities share, and runs chains; go test ./... without -short runs it")
	}
	set := published(t)
	c, err := newCommons(set.Known(evidence.KnownIn(2024)), 2024)
	if err != nil {
		t.Fatal(err)
	}
	compared := 0
	for _, name := range []string{"kent", "birmingham", "rutland", "leeds"} {
		f, err := set.Authority(name)
		if err != nil {
			t.Fatal(err)
		}
		l := c.oldestOf(f)
		found, ok := l.mode(nil)
		if !ok {
			t.Fatalf("%s: no mode", name)
		}
		w := found.Draw(l.density, 8000, rng.Seed(1))
		chains := found.RAM(l.density, posterior.Plan{Chains: 4, Adapt: 8000, Keep: 1000, Thin: 40}, rng.Seed(2))
		last := &l.stretches[len(l.stretches)-1]
		seen := func(x []float64) float64 {
			n := len(x)
			nation := l.years[last.from]
			now, _ := last.lived(&l.hazard, &[3]float64{nation[0], nation[1] * math.Exp(x[0]+x[n-2]), nation[2] * math.Exp(x[1]+x[n-1])})
			return now[2]
		}
		of := []func([]float64) float64{seen}
		for k := range l.size() {
			of = append(of, func(x []float64) float64 { return x[k] })
		}
		for k, quantity := range of {
			series := chains.Series(quantity)
			if r, n := posterior.RHat(series), posterior.BulkESS(series); r > 1+posterior.MostRHat || n < posterior.LeastESS {
				t.Errorf("%s, quantity %d: R-hat %.4f, %.0f effective draws", name, k, r, n)
			}
			var all []float64
			for _, draws := range series {
				all = append(all, draws...)
			}
			mean, variance := moments(all)
			weighed, sd := w.Moments(quantity)
			if w.Passes() {
				compared++
				near(t, name+": mean, in standard deviations", (weighed-mean)/math.Sqrt(variance), 0, .12)
				near(t, name+": spread", sd/math.Sqrt(variance), 1, .1)
			}
		}
	}
	if compared == 0 {
		t.Error("no weighed draws pass: nothing was compared")
	}
}

// Worked sum: of a walk seen at 0, .3 and .1, with three times the variance of a
// step in a difference and (4*.25² + .3² + .2²)/(4+2-2) = .095 in it, the step is
// sqrt(.095/3) = .178; the first gain is 2/3, the second 5/8.
func TestNationWalksWorkedSum(t *testing.T) {
	level, sd := nationNow([]float64{0, .3, .1})
	near(t, "level", level, .2+.625*(.1-.2), 1e-12)
	near(t, "its standard deviation", sd, math.Sqrt(.095/3*levelOfStep), 1e-12)
}

// Where more of the oldest leave, more arrive: net leaving stays on its path.
// Where fewer leave than arrive can make up for, all others leave faster; and
// the oldest leave at the pace drawn, whatever the factor on all.
func TestNetLeavingStaysWhereTheOldestLeaveFaster(t *testing.T) {
	a := fitted(t).Authorities[0]
	a.ready()
	l := a.leave
	const arrivals = .02
	for _, at := range []struct {
		common, faster float64
	}{{1, 1}, {1, 1.5}, {.8, .6}, {1.3, .4}, {1, .05}} {
		ended := lies(&l.stock, 1) + float64(arrivals*lies(&l.arrived, 1))
		drawn := [numOldest]float64{at.faster, at.faster}
		level, _ := l.year(ended-arrivals, ended, arrivals, 0, at.common, &drawn)
		y := yearOf{stock: a.byAge()}
		n := sum(y.stock[:])
		ending := a.ending(&y, &level, 1)
		y.arrived = a.arriving(&y, &ending, ended-arrivals)
		gone := ending.all(y.arrived, &a.rates.Population.ArrivalAge)
		near(t, fmt.Sprintf("net leaving, at %v", at), (sum(gone[:])-y.arrived)/n, ended-arrivals, .002)
		want := at.faster / at.common
		if pace := level[oldest[1]]; level[0] < mostLeaving-.1 && math.Abs(pace-want) > .01*want {
			t.Errorf("at %v the oldest leave at %.3f, not %.3f", at, pace, want)
		}
		if came := y.arrived / n; at.faster < .9 && came > arrivals || at.faster > 1.1 && came < arrivals {
			t.Errorf("at %v %.4f arrive", at, came)
		}
	}
	for i, at := range leavingNodes {
		near(t, "on a node", lies(&a.leave.old[0], at), a.leave.old[0][i], 1e-12)
	}
}

// A year that is followed by age comes to the endings of the mean field, and to
// fewer in the next where those who come are young.
func TestLeavingByAgeIsTheMeanFields(t *testing.T) {
	a := fitted(t).Authorities[0]
	a.ready()
	n := a.byAge()
	var curve leavingCurve
	a.ends.of(&n, &curve)
	if curve.stock != a.leave.stock || curve.old != a.leave.old {
		t.Error("the curve of the census is another")
	}
	level := cohorts.Level(1)
	of := yearOf{stock: n}
	a.yearOn(&of, &level)
	near(t, "who is left", sum(of.stock[:])/sum(n[:]), 1-curve.stock[atRest], 1e-9)
	of.stock[5] += sum(n[:])
	a.ends.of(&of.stock, &curve)
	if curve.stock[atRest] >= a.leave.stock[atRest] {
		t.Errorf("%.4f of younger children's plans end, of older ones' %.4f", curve.stock[atRest], a.leave.stock[atRest])
	}
}

// Who leaves and comes beside changes no plans of any age: half as many arrivals
// again leave the next census as it was.
func TestWhoComesAndLeavesAgainLeavesPlansAsTheyAre(t *testing.T) {
	a := fitted(t).Authorities[0]
	a.ready()
	y := yearOf{a.byAge(), 200, 40}
	level := cohorts.ByBand{1.1, 1.1, 1.1, .8, .6}
	ending := a.ending(&y, &level, 1)
	before := ending.all(y.arrived, &a.rates.Population.ArrivalAge)
	const more = 60
	faster, who := a.again(&y, &level, more, &ending)
	near(t, "who arrive beside", sum(who[:]), more, .01*more)
	if ending != a.ending(&y, &level, faster) {
		t.Error("the endings are not those at the factor")
	}
	after := ending.all(y.arrived, &a.rates.Population.ArrivalAge)
	var stay float64
	for age, n := range who {
		stay += n * (1 - ending.come[age])
	}
	near(t, "who of them stay, and who left beside", stay, sum(after[:])-sum(before[:]), .01*more)
	if faster <= 1 || faster >= mostAgain {
		t.Errorf("factor %.2f", faster)
	}
}
