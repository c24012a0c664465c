package levers_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"sendsim/cohorts"
	"sendsim/internal/strict"
	"sendsim/sim/finance"
	"sendsim/sim/levers"
)

// running is a programme settled to be so late and so far realised.
func running(shape levers.Shape, months, late, realised float64) *levers.Programme {
	return &levers.Programme{
		From: autumn(2024), Ramp: levers.Ramp{Shape: shape, Months: months},
		Delivery: levers.Delivery{Late: levers.Uncertain{Now: late}, Realised: levers.Uncertain{Now: realised}},
	}
}

var (
	spring = cohorts.Term{Year: 2024, Part: cohorts.Spring}
	summer = cohorts.Term{Year: 2024, Part: cohorts.Summer}
)

func TestTheShareOfATermIsTheMeanOfTheRampOverIt(t *testing.T) {
	for name, x := range map[string]struct {
		p                      *levers.Programme
		autumn, spring, summer float64
		next                   float64
	}{
		// Autumn is months 0 to 4, spring 4 to 7, summer 7 to 12.
		"at once":         {running(levers.Step, 0, 0, 1), 1, 1, 1, 1},
		"at once, half":   {running(levers.Step, 0, 0, 0.5), 0.5, 0.5, 0.5, 0.5},
		"a month late":    {running(levers.Step, 0, 1, 1), 0.75, 1, 1, 1},
		"never":           {running(levers.Linear, 12, 0, 0), 0, 0, 0, 0},
		"linear, a year":  {running(levers.Linear, 12, 0, 1), 2. / 12, 5.5 / 12, 9.5 / 12, 1},
		"linear, late":    {running(levers.Linear, 12, 4, 1), 0, 1.5 / 12, 5.5 / 12, 10. / 12},
		"step, half year": {running(levers.Step, 6, 0, 1), 0, 1. / 3, 1, 1},
		// Front: 1-(1-x)^2 has the integral x^2 - x^3/3, back x^2 has x^3/3.
		"front, a year": {running(levers.Front, 12, 0, 1), 3 * (1./9 - 1./81), 0, 0, 1},
		"back, a year":  {running(levers.Back, 12, 0, 1), 3 * (1. / 81), 0, 0, 1},
	} {
		for term, want := range map[cohorts.Term]float64{autumn(2024): x.autumn, spring: x.spring, summer: x.summer, autumn(2025): x.next} {
			if want == 0 && x.p.Ramp.Shape != levers.Step && x.p.Ramp.Shape != levers.Linear {
				continue // worked for autumn alone
			}
			if got := x.p.Share(term); math.Abs(got-want) > 1e-12 {
				t.Errorf("%s, %s: %v, want %v", name, term, got, want)
			}
		}
		if got := x.p.Share(cohorts.Term{Year: 2023, Part: cohorts.Summer}); got != 0 {
			t.Errorf("%s: %v before the first term", name, got)
		}
	}
}

func TestAfterTheLastTermTheEffectFades(t *testing.T) {
	p := running(levers.Step, 0, 0, 0.8)
	p.Until, p.Fade = spring, 10
	// Summer is the first five of ten months of fading: from 1 to 1/2.
	for term, want := range map[cohorts.Term]float64{autumn(2024): 0.8, spring: 0.8, summer: 0.6, autumn(2025): 0.8 * 0.3, autumn(2026): 0} {
		if got := p.Share(term); math.Abs(got-want) > 1e-12 {
			t.Errorf("%s: %v, want %v", term, got, want)
		}
	}
	for term, want := range map[cohorts.Term]float64{spring: 0.8, summer: 0.8, autumn(2025): 0.4, autumn(2026): 0} {
		if got, _ := p.Open(term, 0); math.Abs(got-want) > 1e-12 {
			t.Errorf("open in %s: %v, want %v", term, got, want)
		}
	}
	if p.Fade = 0; p.Share(summer) != 0 || open(p, summer) != 0 {
		t.Error("without a fade, something is left after the last term")
	}
}

func TestPlacesOpenAtTheStartOfATerm(t *testing.T) {
	p := running(levers.Linear, 12, 1, 1)
	// At the start of spring, four months on and one late: three of twelve.
	for term, want := range map[cohorts.Term]float64{autumn(2024): 0, spring: 0.25, summer: 0.5, autumn(2025): 11. / 12} {
		if got, _ := p.Open(term, 0); math.Abs(got-want) > 1e-12 {
			t.Errorf("%s: %v, want %v", term, got, want)
		}
	}
}

func TestCostsArePaidAsPlanned(t *testing.T) {
	p := running(levers.Step, 0, 24, 0.1) // late and little delivered: paid all the same
	p.Until = summer
	p.Cost = []levers.Cost{
		{Purse: finance.HighNeeds, Money: strict.Money{Pounds: 350_000, Yearly: true}},
		{Purse: finance.Council, Money: strict.Money{Pounds: 100_000}},
	}
	// 350,000 x 4/12, 3/12 and 5/12, to the pound.
	for term, want := range map[cohorts.Term][2]float64{
		{Year: 2023, Part: cohorts.Summer}: {0, 0}, autumn(2024): {116_667, 100_000}, spring: {87_500, 0}, summer: {145_833, 0}, autumn(2025): {0, 0},
	} {
		terms := levers.Rest()
		p.Pay(term, &terms)
		got := [2]float64{terms.Money.Added[finance.ProgrammeLine(finance.HighNeeds)], terms.Money.Added[finance.ProgrammeLine(finance.Council)]}
		if got != want {
			t.Errorf("%s: %v, want %v", term, got, want)
		}
	}
}

// TestTheShareIsTheRampSummed holds the closed form against a sum of small
// steps, and keeps it within 0 and 1.
func TestTheShareIsTheRampSummed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := running(levers.Shape(rapid.SampledFrom(levers.Shapes).Draw(t, "shape")),
			rapid.Float64Range(0, 60).Draw(t, "months"), rapid.Float64Range(0, 36).Draw(t, "late"), 1)
		term := cohorts.Term{
			Year: cohorts.Year(rapid.IntRange(2023, 2034).Draw(t, "year")),
			Part: cohorts.Part(rapid.IntRange(0, 2).Draw(t, "part")),
		}
		const steps = 2000
		begin := float64(term.Year-2024)*12 + [...]float64{0, 4, 7}[term.Part]
		sum := 0.0
		for i := range steps {
			x := begin + term.Part.Months()*(float64(i)+0.5)/steps - p.Delivery.Late.Now
			switch r := min(1, x/p.Ramp.Months); {
			case x < 0:
			case x >= p.Ramp.Months:
				sum++
			case p.Ramp.Shape == levers.Linear:
				sum += r
			case p.Ramp.Shape == levers.Front:
				sum += 1 - (1-r)*(1-r)
			case p.Ramp.Shape == levers.Back:
				sum += r * r
			}
		}
		got := p.Share(term)
		if math.Abs(got-sum/steps) > 2./steps || got < 0 || got > 1 {
			t.Fatalf("the share of %s is %v, summed %v", term, got, sum/steps)
		}
	})
}

func open(p *levers.Programme, t cohorts.Term) float64 {
	share, _ := p.Open(t, 0)
	return share
}
