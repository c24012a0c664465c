package evidence

import (
	"maps"
	"math"
	"slices"
	"strings"
)

// englandCode is the code of the England row.
const englandCode = "E92000001"

// cell is what a row counts.
type cell struct {
	series Series
	year   int
	ages   Ages
	of     string
}

func (r Row) cell() cell { return cell{r.Series, r.Year, r.Ages, r.Of} }

// sheet is the rows of one area while they are gathered.
type sheet map[cell]Row

// sheets is the rows of every area, by code.
type sheets map[string]sheet

// put adds a row unless the cell has one already: then the first stays, and
// put says whether the two agree.
func (s sheets) put(code string, r Row) bool {
	if s[code] == nil {
		s[code] = sheet{}
	}
	if was, ok := s[code][r.cell()]; ok {
		return near(was.Value, r.Value)
	}
	s[code][r.cell()] = r
	return true
}

// near tells whether two figures are the same but for rounding.
func near(a, b float64) bool { return math.Abs(a-b) <= 0.5 }

// codes lists the areas in order.
func (s sheets) codes() []string { return slices.Sorted(maps.Keys(s)) }

// value is a figure of a sheet.
func (s sheet) value(series Series, year int, ages Ages, of string) (float64, bool) {
	r, ok := s[cell{series, year, ages, of}]
	return r.Value, ok
}

// rows is a sheet in order.
func (s sheet) rows() []Row { return slices.SortedFunc(maps.Values(s), Row.compare) }

// has tells whether a sheet has any row of a series in a year.
func (s sheet) spans() map[span]bool {
	spans := map[span]bool{}
	for c := range s {
		spans[span{c.series, c.year}] = true
	}
	return spans
}

// span is one series in one year.
type span struct {
	series Series
	year   int
}

// signed tells whether figures of a series may be below nought.
func (s Series) signed() bool {
	switch s {
	case DSGBalance, DSGBalancePct, CarriedOver, S251Line, S251Budget, S251Outturn, HighNeedsComponent, National:
		return true
	}
	return false
}

// rate tells whether a row is a rate, a share or a price, which cannot be
// summed over authorities.
func (r Row) rate() bool {
	switch r.Series {
	case SupportPct, PlanPct, RefusedPct, TribunalPct, AppealRate, DSGBalancePct, NeedShare, NewNeedShare,
		NeedShareByPlacement, Services, UnitCost, PlaceRate, National:
		return true
	}
	return r.Series == HighNeedsComponent && strings.HasPrefix(r.Of, "unit-")
}

// placed tells whether the rows of a series are split by placement column.
func (s Series) placed() bool { return s == Plans || s == NewPlans || s == CeasedByPlacement }
