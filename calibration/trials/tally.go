package trials

import "math"

// A Tally is the mean scores of some cases.
type Tally struct {
	N        int                `json:"n"`
	CRPS     float64            `json:"crps"`     // per cent of the figure at the origin
	WIS      float64            `json:"wis"`      // the same
	MAPE     float64            `json:"mape"`     // mean distance of the median, per cent of what came
	Bias     float64            `json:"bias"`     // mean of median less what came, per cent of what came
	Coverage [numLevels]float64 `json:"coverage"` // shares, by Levels
	Width    [numLevels]float64 `json:"width"`    // per cent of the figure at the origin, by Levels
	PIT      [pitBins]float64   `json:"pit"`      // shares of the cases, by tenths
}

// pitBins is the number of bars of a PIT histogram.
const pitBins = 10

// TallyOf is the tally of the cases that are chosen.
func TallyOf(cases []Case, chosen func(*Case) bool) (t Tally) {
	for i := range cases {
		c := &cases[i]
		if !chosen(c) {
			continue
		}
		t.N++
		t.CRPS += c.relative(c.CRPS)
		t.WIS += c.relative(c.WIS)
		t.MAPE += math.Abs(c.errorPct())
		t.Bias += c.errorPct()
		for l := range Levels {
			if c.Inside[l] {
				t.Coverage[l]++
			}
			t.Width[l] += c.relative(c.Score.Width[l])
		}
		t.PIT[min(pitBins-1, int(pitBins*c.PIT))]++
	}
	if t.N == 0 {
		return t
	}
	n := float64(t.N)
	for _, v := range []*float64{&t.CRPS, &t.WIS, &t.MAPE, &t.Bias} {
		*v /= n
	}
	for l := range Levels {
		t.Coverage[l] /= n
		t.Width[l] /= n
	}
	for b := range t.PIT {
		t.PIT[b] /= n
	}
	return t
}
