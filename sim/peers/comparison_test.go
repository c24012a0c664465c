package peers_test

import (
	"math"
	"slices"
	"sync"
	"testing"

	"gonum.org/v1/gonum/mathext"

	"sendsim/calibration"
	"sendsim/cohorts"
	"sendsim/sim"
	"sendsim/sim/finance"
	"sendsim/sim/peers"
)

var world = sync.OnceValues(func() (*sim.World, error) {
	lib, err := calibration.Shipped()
	if err != nil {
		return nil, err
	}
	return sim.NewWorld(lib)
})

// compare compares authorities of what ships.
func compare(t *testing.T, draws int, keys ...string) *peers.Comparison {
	t.Helper()
	w, err := world()
	if err != nil {
		t.Fatal(err)
	}
	regime, err := w.Regime(finance.DefaultRegime)
	if err != nil {
		t.Fatal(err)
	}
	c, err := peers.Compare(t.Context(), w, regime, keys, draws, 1)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// figure is the place of a figure.
func figure(t *testing.T, key string) int {
	t.Helper()
	i := slices.IndexFunc(peers.Figures[:], func(f peers.Figure) bool { return f.Key == key })
	if i < 0 {
		t.Fatalf("no figure %s", key)
	}
	return i
}

// The draws of a few figures lie about what is published, and those of England
// are of all its authorities together: 576,474 plans of January 2024, less City
// of London and Isles of Scilly, and the plans of a thousand children.
func TestFiguresLieAboutWhatIsPublished(t *testing.T) {
	const draws = 60
	c := compare(t, draws, "kent", "rutland")
	w, _ := world()
	names := []string{"Kent", "neighbours of Kent", "Rutland", "neighbours of Rutland", "England"}
	for i, s := range c.Subjects {
		if s.Name != names[i] {
			t.Errorf("subject %d is %s, not %s", i, s.Name, names[i])
		}
	}
	plans, people := 0.0, 0.0
	for _, a := range w.Library.Authorities {
		plans += float64(a.Structure.Children())
		for _, n := range a.Structure.Population {
			people += n
		}
	}
	last := &c.Subjects[len(c.Subjects)-1]
	if got, want := mean(last.Draws[figure(t, "plans_0_25")]), 1000*plans/people; math.Abs(got-want) > .05 {
		t.Errorf("England has %v plans per thousand, not %v", got, want)
	}
	for _, heading := range []string{"plans by setting, %", "plans by primary need, %"} {
		sum := 0.0
		for i, f := range peers.Figures {
			if f.Heading == heading {
				sum += mean(c.Subjects[0].Draws[i])
			}
		}
		if math.Abs(sum-100) > .5 {
			t.Errorf("%s of Kent sum to %v", heading, sum)
		}
	}
}

func mean(v []float64) float64 {
	sum := 0.0
	for _, x := range v {
		sum += x
	}
	return sum / float64(len(v))
}

// New plans by age add up to those of all ages, in every draw.
func TestNewPlansByAgeAddUp(t *testing.T) {
	c := compare(t, 30, "leeds")
	w, _ := world()
	a, err := w.Library.Authority("leeds")
	if err != nil {
		t.Fatal(err)
	}
	var people [cohorts.NumBands]float64
	all := 0.0
	for age, n := range a.Structure.Population {
		people[cohorts.BandOf(cohorts.Age(age))] += n
		all += n
	}
	of := c.Subjects[0].Draws
	for k := range c.Draws {
		sum := 0.0
		for b := range people {
			sum += of[b][k] * people[b]
		}
		if want := of[figure(t, "new_plans_0_25")][k] * all; math.Abs(sum/want-1) > 1e-9 {
			t.Fatalf("draw %d: %v new plans by age, %v in all", k, sum, want)
		}
	}
}

// A draw is the same however many there are, and whoever else is compared.
func TestADrawIsTheSameInAnyCompany(t *testing.T) {
	one, many := compare(t, 20, "kent"), compare(t, 30, "leeds", "kent")
	for i := range peers.Figures {
		if !slices.Equal(one.Subjects[0].Draws[i], many.Subjects[2].Draws[i][:20]) {
			t.Errorf("%s of Kent differs", peers.Figures[i].Key)
		}
	}
}

// A difference is called by how many joint draws agree on its sign, and never
// on so few that they could not tell.
func TestADifferenceIsMoreThanChance(t *testing.T) {
	c := compare(t, 200, "kent", "newham")
	if len(c.Pairs) != 5 {
		t.Fatalf("%d pairs", len(c.Pairs))
	}
	for _, p := range c.Pairs {
		for i, d := range p.Differences {
			above := 0.0
			for k, x := range d.Draws {
				if a, b := c.Subjects[p.A].Draws[i][k], c.Subjects[p.B].Draws[i][k]; a-b != x {
					t.Fatalf("%s: the difference is not that of the draws", peers.Figures[i].Key)
				} else if x > 0 {
					above++
				} else if x == 0 {
					above += .5
				}
			}
			if share := above / 200; share != d.Above {
				t.Errorf("%s: above in %v of the draws, said %v", peers.Figures[i].Key, share, d.Above)
			}
			if d.Told != (d.Wrong <= peers.MostWrong) {
				t.Errorf("%s is told: %t, at %v", peers.Figures[i].Key, d.Told, d.Wrong)
			}
		}
	}
	for _, p := range compare(t, 20, "kent", "newham").Pairs {
		for i, d := range p.Differences {
			if d.Told {
				t.Errorf("%s is told on 20 draws, which cannot tell one in forty", peers.Figures[i].Key)
			}
		}
	}
}

// What a count could as well have been is drawn by the gamma law, as near as its
// comment says, held against the inverse of the incomplete gamma function.
func TestCountsAreDrawnByTheGammaLaw(t *testing.T) {
	for shape, most := range map[float64]float64{.5: .07, 1.5: .02, 2.5: .02, 5.5: .02, 20.5: .02, 1000.5: .02} {
		for u := .01; u < .995; u += .01 {
			got, want := peers.Gamma(shape, u), mathext.GammaIncRegInv(shape, u)
			if off := math.Abs(got-want) / math.Sqrt(shape); off > most {
				t.Errorf("shape %v, quantile %v: %v, not %v", shape, u, got, want)
			}
		}
	}
}
