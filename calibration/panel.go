package calibration

import (
	"errors"
	"math"

	"sendsim/calibration/evidence"
)

// Panel is the evidence on every area at constant geography, as known at an
// origin: what the fitting layer, and every model that is held against it,
// may see. Its files are views: to ask them for anything published after June
// of the origin panics.
type Panel struct {
	Origin  int // January census
	England *evidence.File
	Areas   []*evidence.File // at constant geography, by code: 148 in England
}

// NewPanel is the panel of an origin. An area whose plans of the origin were
// not published is not in it; in England there is none, so that the areas and
// their order are the same at every origin.
func NewPanel(set *evidence.Set, origin int) (*Panel, error) {
	known := set.AsKnown(origin).AtConstantGeography()
	p := &Panel{Origin: origin, England: known.England}
	if p.England == nil {
		return nil, errors.New("the evidence has no England row")
	}
	for _, f := range known.Authorities {
		if total(f, evidence.Plans, origin, "") > 0 {
			p.Areas = append(p.Areas, f)
		}
	}
	return p, nil
}

// Plans are an area's plans at each January from first to the origin; NaN
// where none were published.
func (p *Panel) Plans(area, first int) []float64 {
	return yearly(p.Areas[area], evidence.Plans, first, p.Origin)
}

// NewPlans are an area's new plans of each calendar year from first to the one
// before the origin; NaN where none were published.
func (p *Panel) NewPlans(area, first int) []float64 {
	return yearly(p.Areas[area], evidence.NewPlans, first, p.Origin-1)
}

// yearly is a figure for all ages, by year; NaN where it was not published.
func yearly(f *evidence.File, s evidence.Series, first, last int) []float64 {
	var values []float64
	for year := first; year <= last; year++ {
		v, ok := f.Value(s, year, evidence.AllAges, "")
		if !ok {
			v = math.NaN()
		}
		values = append(values, v)
	}
	return values
}
