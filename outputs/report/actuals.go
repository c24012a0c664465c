package report

// Actual is an outturn: what a column of a year came to.
type Actual struct {
	Year   int    // financial year, by the calendar year of its April
	Column string // one of outputs.Columns
	Value  float64
}
