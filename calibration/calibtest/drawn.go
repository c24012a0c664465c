// Package calibtest draws calibrations for tests.
package calibtest

import (
	"pgregory.net/rapid"

	"sendsim/calibration"
	"sendsim/cohorts"
)

// Drawn is any calibration that is lawful: another's, with its children
// scattered, its hazards from nothing to three times as high, and each
// uncertain parameter elsewhere in its prior, surer or less sure. The test fails
// where the future at its medians cannot be lived.
func Drawn(t *rapid.T, of *calibration.Authority) *calibration.Authority {
	a := drawn(t, of)
	var p cohorts.Params
	var s cohorts.State
	a.SettleMidway(&p, &s)
	if err := p.Check(calibration.Terms); err != nil {
		t.Fatalf("the calibration drawn is not lawful: %v", err)
	}
	return a
}

func drawn(t *rapid.T, of *calibration.Authority) *calibration.Authority {
	s := *of.Structure
	times := func(what string) float64 { return rapid.SampledFrom([]float64{0, .5, 1, 1, 3}).Draw(t, what) }
	r := &s.Rates.Review
	for _, hazards := range []*[cohorts.NumAges]float64{&r.Met, &r.Out, &r.Finish} {
		x := times("hazard")
		for age := range hazards {
			hazards[age] *= x
		}
	}
	for range rapid.IntRange(0, 30).Draw(t, "more cells") {
		age := cohorts.Age(rapid.IntRange(0, int(cohorts.MaxAge)).Draw(t, "age"))
		at := rapid.SampledFrom(cohorts.Settings()).Draw(t, "setting")
		if need := rapid.SampledFrom(cohorts.Needs()).Draw(t, "need"); at.Admits(age) {
			n := int32(rapid.IntRange(1, 40).Draw(t, "children"))
			s.Plans[at][need][age] += n
			s.Stock += float64(n)
		}
	}
	list := append([]calibration.Parameter(nil), of.Parameters...)
	for i := range list {
		p, far := &list[i], 2.
		spread := []float64{0, 1, 1.5}
		if p.Transform == calibration.InverseCubeRoot { // beyond, a variance is without bound
			far, spread = .5, spread[:2]
		}
		p.Post.Mean += p.Prior.SD * rapid.Float64Range(-far, far).Draw(t, p.Name)
		p.Post.SD *= rapid.SampledFrom(spread).Draw(t, "spread")
	}
	return &calibration.Authority{
		Area: of.Area, Valid: true, Structure: &s, Parameters: list,
		EntryHyper: of.EntryHyper, LeavingHyper: of.LeavingHyper, Pooling: of.Pooling, National: of.National, Evidence: of.Evidence,
	}
}
