package outputs

import (
	"sendsim/cohorts"
	"sendsim/internal/disclosure"
)

// What is said of figures that could be taken for counts of real children, and
// of those that are (docs/decisions/0013).
const (
	// Simulated is said of every figure of a future.
	Simulated = "Figures of futures are simulated: none is a count of real children."
	// InFull is the mark of what shows small counts of real children.
	InFull = "shows small counts of real children in full (--full-counts): not for publication"
)

// shownCount is a count of real children by itself, as it is shown: in full
// where that was asked for, else not if it is small.
func shownCount(n float64, full bool) string {
	if !full && disclosure.Hidden(n) {
		return disclosure.Mark
	}
	return grouped(n)
}

// shownBySetting is counts of real children by setting beside their total, as
// they are shown. A setting that holds nobody at the start, by what it is, is
// no count.
func shownBySetting(s *cohorts.State, full bool) (shown [cohorts.NumSettings]string, hides bool) {
	var counts []int
	var of []cohorts.Setting
	for at := range cohorts.NumSettings {
		if at != cohorts.Enhanced || s.In(at) > 0 {
			counts, of = append(counts, int(s.In(at))), append(of, at)
		} else {
			shown[at] = "0"
		}
	}
	hidden := disclosure.Sum(counts)
	for i, at := range of {
		if hidden[i] && !full {
			shown[at], hides = disclosure.Mark, true
		} else {
			shown[at] = grouped(float64(counts[i]))
		}
	}
	return shown, hides
}

// shownPoints is the counts of real children that a chart may show.
func shownPoints(past []Point, full bool) []Point {
	var shown []Point
	for _, p := range past {
		if full || !disclosure.Hidden(p.Value) {
			shown = append(shown, p)
		}
	}
	return shown
}

// Shown is the past without the counts of real children that are not shown.
func (p Past) Shown() Past {
	p.Plans = shownPoints(p.Plans, false)
	return p
}

// fullMark is what stands in a heading over small counts shown in full.
func (a *About) fullMark() string {
	if a.FullCounts {
		return "; " + InFull
	}
	return ""
}
