package trials

import (
	"math"
	"slices"
)

// Levels are the chances of the central intervals that are scored.
var Levels = [...]float64{.50, .80, .90, .95}

// numLevels is the number of Levels.
const numLevels = len(Levels)

// scoredByWIS are the places in Levels of the intervals that the weighted
// interval score is made of, beside the median.
var scoredByWIS = [...]int{0, 1, 3}

// Score is what one forecast is worth once the figure is out.
type Score struct {
	Median float64
	CRPS   float64 // continuous ranked probability score, in the units of the figure
	WIS    float64 // weighted interval score of the 50, 80 and 95 % intervals and the median, in the same
	PIT    float64 // in [0, 1]: share of the draws below the figure; uniform over many honest forecasts
	Width  [numLevels]float64
	Inside [numLevels]bool // both ends belong to the interval
	Low95  float64         // ends of the widest interval
	High95 float64
}

// ScoreOf scores draws, which it sorts, against the figure that came. u in
// (0, 1) settles the PIT between draws equal to the figure.
func ScoreOf(draws []float64, came, u float64) Score {
	slices.Sort(draws)
	s := Score{Median: quantile(draws, .5), CRPS: crps(draws, came), PIT: pit(draws, came, u)}
	var penalties [numLevels]float64
	for i, level := range Levels {
		tail := float64((1 - level) / 2)
		low, high := quantile(draws, tail), quantile(draws, 1-tail)
		s.Width[i] = high - low
		s.Inside[i] = low <= came && came <= high
		s.Low95, s.High95 = low, high // the widest is the last
		penalties[i] = intervalScore(low, high, 1-level, came)
	}
	const half = .5
	s.WIS = half * math.Abs(came-s.Median)
	for _, i := range scoredByWIS {
		s.WIS += float64((1 - Levels[i]) / 2 * penalties[i])
	}
	s.WIS /= float64(len(scoredByWIS)) + half
	return s
}

// crps is the continuous ranked probability score of the draws taken as the
// whole distribution: E|X-y| - E|X-X'|/2, in the form that needs one pass over
// sorted draws [GNEITING07].
func crps(sorted []float64, y float64) float64 {
	n := float64(len(sorted))
	var sum float64
	for i, x := range sorted {
		rank := float64(i) + .5
		if y < x {
			sum += float64((x - y) * (n - rank))
		} else {
			sum += float64((y - x) * rank)
		}
	}
	return 2 * sum / (n * n)
}

// intervalScore is the width of an interval that misses with chance alpha, and
// 2/alpha for each unit by which the figure lies outside [GNEITING07].
func intervalScore(low, high, alpha, y float64) float64 {
	return high - low + float64(2/alpha*(max(0, low-y)+max(0, y-high)))
}

// pit is the share of the draws below y, those equal to y and y itself divided
// at u.
func pit(sorted []float64, y, u float64) float64 {
	below, _ := slices.BinarySearch(sorted, y)
	equal := 0
	for below+equal < len(sorted) && sorted[below+equal] == y {
		equal++
	}
	return (float64(below) + float64(u*float64(equal+1))) / float64(len(sorted)+1)
}

// quantile of sorted draws, between its two neighbours in proportion (type 7
// of Hyndman and Fan 1996).
func quantile(sorted []float64, p float64) float64 {
	at := float64(p * float64(len(sorted)-1))
	i := int(at)
	if i >= len(sorted)-1 {
		return sorted[len(sorted)-1]
	}
	return sorted[i] + float64((at-float64(i))*(sorted[i+1]-sorted[i]))
}
