// Package docs holds the pages of the project; what of them a report quotes is
// embedded.
package docs

import _ "embed" // for the scorecard

// Scorecard is docs/evidence/scorecard.json, as sendsim backtest wrote it.
//
//go:embed evidence/scorecard.json
var Scorecard []byte
