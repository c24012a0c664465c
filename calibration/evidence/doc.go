// Package evidence holds what has been published about each authority: counts
// of children with plans, their requests, placements and endings, population,
// funding and spend, as tidy rows that each say what they count, the year they
// refer to, when they were first published and where they come from; and the
// import that makes such rows of a release of DfE's "Education, health and
// care plans" and of the older and financial tables beside it.
//
// It knows nothing of fitting, of scenarios or of the years to come. A figure
// that was not published is absent, never zero.
package evidence
