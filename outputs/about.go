package outputs

import (
	"encoding/json"
	"fmt"

	"github.com/apache/arrow/go/v17/arrow"
)

// What every table, chart and file says about itself.
const (
	// Sign is the convention for every deficit.
	Sign = "Deficits are positive when money is short, negative in surplus; P90 is the worse end."
	// Caution is said beside every figure beyond CautionYears.
	Caution = "Beyond about five years the figures are arithmetic under unchanged rules, not a forecast."
	// CautionYears is the number of financial years after which Caution
	// holds (docs/evidence: published forecasts of plans lose their skill).
	CautionYears = 5
	// Licence is that of the published figures a run starts from.
	Licence = "Contains public sector information licensed under the Open Government Licence v3.0."
)

// Area is an authority, or several summed inside each draw.
type Area struct {
	Code string `json:"code"` // ONS code, or a key of the sum: "england"
	Name string `json:"name"`
	// NoMoney says why there are no figures of money; "": there are.
	NoMoney string `json:"no_money,omitempty"`
}

// About is what the files of a run say of themselves.
type About struct {
	Areas     []Area // in the order of sim.YearEnd.Area
	FirstYear int    // first financial year, by the calendar year of its April
	Years     int
	Draws     int
	Rows      int      // of the calibration, which the draws take in turn; 0: every draw has one of its own
	Regime    string   // title: "law and funding as announced November 2026"
	Sources   []string // published figures it rests on, with their dates
	Local     bool     // made with a council's own figures
	Council   []string `json:",omitempty"` // the council's own figures, each with what it takes the place of
	Remarks   []string // of the inputs: how they were brought to agree
	Warnings  []string // of the inputs: what they cannot support
	// FullCounts tells that small counts of real children are shown.
	FullCounts bool `json:",omitempty"`
}

// check says what is missing for a file to be written.
func (a *About) check() error {
	if len(a.Areas) == 0 || a.Years <= 0 || a.Regime == "" {
		return fmt.Errorf("a run needs an authority, at least one year and the title of its regime: %+v", *a)
	}
	return nil
}

// perDraw is the number of rows of one draw.
func (a *About) perDraw() int { return a.Years * len(a.Areas) }

// The keys of a file's own metadata.
const (
	keyFormat  = "format"
	keyTitle   = "title"
	keyRegime  = "regime"
	keySign    = "sign"
	keyCaution = "caution"
	keyLicence = "licence"
	keyLocal   = "local"
	keyFigures = "figures"
	keyCounts  = "counts"
	keyAbout   = "about"

	keyThreshold = "threshold" // of a summary and of effects, in words
)

// metadata is what a file of the given format says of itself; more are pairs
// of keys and values.
func (a *About) metadata(format, title string, more ...string) (arrow.Metadata, error) {
	whole, err := json.Marshal(a)
	if err != nil {
		return arrow.Metadata{}, err
	}
	pairs := append([]string{
		keyFormat, format,
		keyTitle, title,
		keyRegime, a.Regime,
		keySign, Sign,
		keyCaution, Caution,
		keyLicence, Licence,
		keyFigures, Simulated,
	}, more...)
	if a.Local {
		pairs = append(pairs, keyLocal, "contains local data")
	}
	if a.FullCounts {
		pairs = append(pairs, keyCounts, InFull)
	}
	pairs = append(pairs, keyAbout, string(whole))
	var keys, values []string
	for i := 0; i < len(pairs); i += 2 {
		keys, values = append(keys, pairs[i]), append(values, pairs[i+1])
	}
	return arrow.NewMetadata(keys, values), nil
}

// aboutOf reads back what metadata wrote.
func aboutOf(metadata map[string]string) (About, error) {
	var a About
	whole, ok := metadata[keyAbout]
	if !ok {
		return a, fmt.Errorf("the file does not say what it is about: it was not written by sendsim")
	}
	if err := json.Unmarshal([]byte(whole), &a); err != nil {
		return a, err
	}
	return a, a.check()
}
