// Package docs holds the pages of the project; what of them a report quotes is
// embedded.
package docs

import _ "embed" // for the scorecard

// Scorecard is docs/evidence/scorecard.json, as sendsim backtest wrote it.
//
//go:embed evidence/scorecard.json
var Scorecard []byte

// Standings is docs/evidence/standings.csv, as sendsim run --authority all wrote
// it (make rankings).
//
//go:embed evidence/standings.csv
var Standings []byte
