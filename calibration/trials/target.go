package trials

import (
	"math"

	"sendsim/calibration/evidence"
	"sendsim/cohorts"
)

// A Target is a figure of an authority that is forecast and scored.
type Target int

// The targets, in the order of the scorecard.
const (
	Plans Target = iota
	NewPlans
	PlansUpTo4
	Plans5To10
	Plans11To15
	Plans16To19
	Plans20To25
	InMainstream
	InResourced
	InStateSpecial
	InIndependentSpecial
	InPost16
	Elsewhere
	Balance
	NumTargets
)

// The groups of settings that are scored.
var (
	mainstream         = []cohorts.Setting{cohorts.MainstreamSchool, cohorts.Enhanced, cohorts.IndependentMainstream, cohorts.EarlyYearsSetting}
	resourced          = []cohorts.Setting{cohorts.ResourcedProvision}
	stateSpecial       = []cohorts.Setting{cohorts.StateSpecial}
	independentSpecial = []cohorts.Setting{cohorts.IndependentSpecial}
	post16             = []cohorts.Setting{cohorts.FurtherEducation, cohorts.SpecialistPost16}
	elsewhere          = []cohorts.Setting{cohorts.AlternativeProvision, cohorts.HomeEducated, cohorts.OtherArrangements, cohorts.NotPlaced}
)

// targets says what each target is. A figure of a year is asked of a file; a
// lag of 1 means that the figure for a census is of the year before it.
var targets = [NumTargets]struct {
	name, unit string
	lag        int
	value      func(f *evidence.File, year int) (float64, bool)
}{
	Plans:    {"plans", "plans at the January census", 0, total(evidence.Plans)},
	NewPlans: {"new plans", "plans issued in the calendar year before the census", 1, total(evidence.NewPlans)},

	PlansUpTo4:  {"plans, age 0-4", "plans at the January census", 0, inBand(0)},
	Plans5To10:  {"plans, age 5-10", "plans at the January census", 0, inBand(1)},
	Plans11To15: {"plans, age 11-15", "plans at the January census", 0, inBand(2)},
	Plans16To19: {"plans, age 16-19", "plans at the January census", 0, inBand(3)},
	Plans20To25: {"plans, age 20-25", "plans at the January census", 0, inBand(4)},

	InMainstream:         {"plans in mainstream", "plans at the January census", 0, in(mainstream)},
	InResourced:          {"plans in resourced provision", "plans at the January census", 0, in(resourced)},
	InStateSpecial:       {"plans in state special schools", "plans at the January census", 0, in(stateSpecial)},
	InIndependentSpecial: {"plans in independent special schools", "plans at the January census", 0, in(independentSpecial)},
	InPost16:             {"plans in further education", "plans at the January census", 0, in(post16)},
	Elsewhere:            {"plans elsewhere or not placed", "plans at the January census", 0, in(elsewhere)},

	Balance: {"DSG balance", "pounds at 31 March after the census, positive = deficit", 1, total(evidence.DSGBalance)},
}

// String is the target's name, for example "new plans".
func (t Target) String() string { return targets[t].name }

// Unit says what is counted, and when; of a part, what its scores are of.
func (t Target) Unit() string {
	if t.part() {
		return targets[t].unit + "; every score in per cent of all plans at the origin"
	}
	return targets[t].unit
}

// At is the target's figure for a January census; false where none was
// published: missing is never zero.
func (t Target) At(f *evidence.File, january int) (float64, bool) {
	return targets[t].value(f, january-targets[t].lag)
}

// part tells whether the target is a part of the plans, which is scored in per
// cent of all of them: some parts are a handful of children.
func (t Target) part() bool { return t > NewPlans && t < Balance }

// base is what a target's scores are in per cent of: the figure at the origin,
// of a part all plans then.
func (t Target) base(f *evidence.File, january int) (float64, bool) {
	if t.part() {
		t = Plans
	}
	return t.At(f, january)
}

func total(s evidence.Series) func(*evidence.File, int) (float64, bool) {
	return func(f *evidence.File, year int) (float64, bool) { return f.Value(s, year, evidence.AllAges, "") }
}

func inBand(b cohorts.Band) func(*evidence.File, int) (float64, bool) {
	return func(f *evidence.File, year int) (float64, bool) {
		return f.Value(evidence.Plans, year, evidence.OfBand(b), "")
	}
}

// placementsAreOff are the years in which the published placements do not sum
// to the plans in most authorities, so that their counts are no truth.
var placementsAreOff = map[int]bool{2016: true, 2018: true}

// mostUnknown is the share of plans of unknown setting above which the settings
// of an authority and year are not scored.
const mostUnknown = .05

func in(settings []cohorts.Setting) func(*evidence.File, int) (float64, bool) {
	return func(f *evidence.File, year int) (float64, bool) {
		split, ok := f.Split(evidence.Plans, year, evidence.AllAges)
		if !ok || !split.Any || placementsAreOff[year] || split.Unknown > mostUnknown*split.Total {
			return 0, false
		}
		var sum float64
		for _, s := range settings {
			sum += split.Settings[s]
		}
		return sum, true
	}
}

// firstYear is the first January whose figures are used: that of the first
// release.
const firstYear = 2010

// past is the series of a target for the censuses up to an origin, from 2010:
// NaN where nothing is known.
func (t Target) past(f *evidence.File, origin int) []float64 {
	series := make([]float64, 0, origin-firstYear+1)
	for january := firstYear; january <= origin; january++ {
		v, ok := t.At(f, january)
		if !ok {
			v = math.NaN()
		}
		series = append(series, v)
	}
	return series
}
