// Package cohorts holds the children of one authority in one future and the
// statutory year that moves them: the state (children by age, need, setting
// and place in the pipeline), the steps of the year, and the parameters that
// the steps obey. It knows nothing of money, files, policies or results.
//
// The year is written down as one page, docs/timetable.md; Steps is that page
// as a table in code.
package cohorts
