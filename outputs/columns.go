package outputs

import (
	"slices"
	"strings"

	"sendsim/sim"
)

// Column is one figure that a financial year of one future says of an
// authority. Columns is the whole list.
type Column struct {
	Name    string                     `json:"name"`              // snake_case; never renamed without a note in the changelog
	Unit    string                     `json:"unit"`              // one of the units below
	Says    string                     `json:"says"`              // what it is, for a reader who knows the SEND system
	Formula string                     `json:"formula,omitempty"` // in terms of other columns; empty where it is counted or booked
	Of      func(*sim.YearEnd) float64 `json:"-"`
}

// The units. Those of things that are counted are whole numbers.
const (
	UnitPlans    = "plans"
	UnitChildren = "children"
	UnitRequests = "requests"
	UnitAssessed = "assessments"
	UnitDisputes = "disputes"
	UnitReviews  = "reviews"
	UnitPlaces   = "places"
	UnitShare    = "share"     // of 1; empty where there is nothing to share
	UnitPerChild = "per child" // of the population of the age group
	UnitPounds   = "GBP"       // whole pounds of the year
	UnitCost     = "GBP per plan-year"
)

// Whole tells whether the column counts whole things (int32 in files) or is
// money or a share (float64).
func (c *Column) Whole() bool {
	switch c.Unit {
	case UnitPlans, UnitChildren, UnitRequests, UnitAssessed, UnitDisputes, UnitReviews, UnitPlaces:
		return true
	}
	return false
}

// sections is the columns by what they are about.
var sections = []struct {
	title   string
	columns []Column
}{
	{"Plans at the January census in the year", census},
	{"Children, and plans per child", planShares},
	{"The pipeline at the census", waiting},
	{"From SEN support to an assessment, in the three terms of the year", demand},
	{"New plans", newPlans},
	{"Plans that ended or changed", endings},
	{"Disputes", disputes},
	{"Children who found no place", placing},
	{"Annual reviews", reviews},
	{"Places in the rationed settings", places},
	{"Spend of the high needs block", spending},
	{"Average cost of a plan", costs},
	{"Funding and deficit at 31 March (positive = deficit)", balance},
	{"Memo: off the high needs block", memo},
}

// Columns is what a year says, in the order of the files: the children at the
// January census in the year, what happened in its three terms, the places,
// and the account closed at its 31 March. A share with nothing to share is
// NaN here and empty in files.
var Columns = allColumns()

func allColumns() []Column {
	var all []Column
	for _, s := range sections {
		all = append(all, s.columns...)
	}
	return all
}

// ColumnNamed finds a column by its name.
func ColumnNamed(name string) (*Column, bool) {
	i := slices.IndexFunc(Columns, func(c Column) bool { return c.Name == name })
	if i < 0 {
		return nil, false
	}
	return &Columns[i], true
}

// ColumnNames are the names of Columns, in their order.
func ColumnNames() []string { return named(Columns, func(c Column) string { return c.Name }) }

// The columns that tables, charts and chances are made of.
const (
	ColPlans      = "plans"
	ColSpend      = "spend"
	ColBlock      = "high_needs_block"
	ColInYear     = "in_year_deficit"
	ColCumulative = "cumulative_deficit"
	ColGross      = "cumulative_deficit_gross"
	ColUnknown    = "spend_not_explained"
	colOpening    = "opening_deficit"
	colOwn        = "cumulative_deficit_own"
	ColNotional   = "cumulative_deficit_notional"
	colStability  = "stability_grant"
)

// each makes one column for every value of an enumeration of n values.
func each[E ~uint8](n E, column func(E) Column) []Column {
	columns := make([]Column, 0, n)
	for e := range n {
		columns = append(columns, column(e))
	}
	return columns
}

// snake is a key as part of a column's name.
func snake(key string) string { return strings.ReplaceAll(key, "-", "_") }

// count is the reading of a whole number.
func count(of func(*sim.YearEnd) int32) func(*sim.YearEnd) float64 {
	return func(y *sim.YearEnd) float64 { return float64(of(y)) }
}
