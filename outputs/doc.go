// Package outputs says what a run found: the columns of a year
// ([Columns]), the draws (deficit.arrow), their quantiles and chances
// (summary.arrow), the children by cell (cells.arrow), two fan charts, the
// printed table, and the folder that holds them.
//
// It knows figures, tables and pictures, and nothing of how a year comes
// about. Every deficit is positive when money is short, so P90 is the worse
// end. A quantile is always the same thing: see [Level].
package outputs
