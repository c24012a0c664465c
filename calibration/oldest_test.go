package calibration

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/mathext"

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
	now := s.lived(&hazard, &[3]float64{-1, 1, 2})
	near(t, "at 16 to 19", now[1], 10*math.Exp(-.1), 1e-9)
	near(t, "from 20 on", now[2], 100*math.Exp(-.5)+50*math.Exp(-1), 1e-9)
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
	s.saw = s.lived(&o.hazard, &truth)
	for g, f := range o.factors(&s) {
		near(t, "factor", f, truth[g], 2e-2)
	}
	left := [3]float64{-truth[0], truth[1], truth[2]}
	for g, n := range s.lived(&o.hazard, &left) {
		if g > 0 {
			near(t, "the old without the young", n, s.saw[g], 1e-9)
		}
	}
}

// madeOldest is an authority that the law made up, and the levels that are true of
// it: four years, from a small unitary's plans to a large county's.
func madeOldest(key rng.Key) (*oldestLaw, [numOldest]float64) {
	o := &oldestCommons{years: map[int][3]float64{}, between: [numOldest]float64{.3, .7}, swing: [numOldest]float64{.57, .6}}
	l := &oldestLaw{oldestCommons: o}
	word := uint64(0)
	u := func() float64 { word++; return rng.Uniform(key.Word(word)) }
	var truth [numOldest]float64
	for b := range truth {
		truth[b] = o.between[b] * rng.Normal(u())
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
		factor := [3]float64{-1, math.Exp(truth[0] + o.swing[0]*rng.Normal(u())), math.Exp(truth[1] + o.swing[1]*rng.Normal(u()))}
		now := s.lived(&l.hazard, &factor)
		for b := range oldest { // a Poisson number about a gamma mean
			mean := now[b+1] * mathext.GammaIncRegInv(recorded[b], u()) / recorded[b]
			s.saw[b+1] = float64(rng.Poisson(u(), mean))
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
			now := last.lived(&l.hazard, &[3]float64{-nation[0], nation[1] * math.Exp(x[0]+x[n-2]), nation[2] * math.Exp(x[1]+x[n-1])})
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

// Where more of the oldest leave, more arrive: net leaving stays on its path.
// Where fewer leave than arrive can make up for, all others leave faster.
func TestNetLeavingStaysWhereTheOldestLeaveFaster(t *testing.T) {
	a := fitted(t).Authorities[0]
	a.ready()
	faster := [numOldest]float64{1.5, 1.5}
	more := a.leave.more(1, &faster)
	if more <= 0 {
		t.Fatalf("half as many again end %.4f more plans", more)
	}
	slower := [numOldest]float64{.5, .5}
	if less := a.leave.more(1, &slower); less >= 0 || -less < more { // whoever has left cannot leave again
		t.Errorf("half as many end %.4f more plans, half as many again %.4f", less, more)
	}
	// Alone, the factor on all brings net leaving to what is wanted; where its
	// bounds do not let it, the oldest are less slow than drawn.
	for _, at := range []float64{1, 2, 2.9} {
		want := lies(&a.leave.stock, at)
		slow := [numOldest]float64{.3, .3}
		factor := a.leave.alone(want, 0, 1, &slow)
		near(t, "net leaving", lies(&a.leave.stock, factor)+a.leave.more(factor, &slow), want, .01*want)
		if factor > mostLeaving || slow[0] < .3 || slow[0] > 1 {
			t.Errorf("factor %.2f, the oldest by %.2f", factor, slow[0])
		}
	}
	for i, at := range leavingNodes {
		near(t, "on a node", lies(&a.leave.old[0], at), a.leave.old[0][i], 1e-12)
	}
}
