// Package trials puts the forecasts to the test of years that have since been
// published. A Forecaster sees what was known at an origin, a January census,
// and draws the years after it; its draws are scored against what came, beside
// those of simple rules that are fitted anew at each origin by the same code.
// The scorecard is what of it is published: docs/evidence/scorecard.md.
//
// Scores are those of the field: the continuous ranked probability score and
// the weighted interval score (both in per cent of the figure at the origin;
// lower is better), coverage, width, and the probability integral transform
// [GNEITING07] [BRACHER21].
package trials
