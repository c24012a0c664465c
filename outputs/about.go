package outputs

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/apache/arrow/go/v17/arrow"

	"sendsim/calibration"
	"sendsim/sim"
)

// What every table, chart and file says about itself.
const (
	// Sign is the convention for every deficit.
	Sign = "Deficits are positive when money is short, negative in surplus; P90 is the worse end."
	// Caution is said beside every figure beyond CautionYears.
	Caution = cautionFrom + unchangedRules + cautionTo
	// CautionYears is the number of financial years after which Caution
	// holds (docs/evidence: published forecasts of plans lose their skill).
	CautionYears = 5
	// Licence is that of the published figures a run starts from.
	Licence = "Contains public sector information licensed under the Open Government Licence v3.0."

	cautionFrom    = "Beyond about five years the figures are arithmetic under "
	cautionTo      = ", not a forecast."
	unchangedRules = "unchanged rules"
	rulesMayBreak  = "rules that may break"
)

// Area is an authority, or several summed inside each draw.
type Area struct {
	Code string `json:"code"` // ONS code, or a key of the sum: "england"
	Name string `json:"name"`
	// NoMoney says why there are no figures of money; "": there are.
	NoMoney string `json:"no_money,omitempty"`
	// Sum tells that it is several authorities together.
	Sum bool `json:"-"`
}

// AreasOf are the areas of a model, in its order.
func AreasOf(m *sim.Model) (all []Area) {
	for _, a := range m.Areas {
		all = append(all, Area{Code: a.Code, Name: a.Name, NoMoney: a.NoMoney(), Sum: len(a.Members) > 1})
	}
	return all
}

// Titled is an area's name as titles have it: of several authorities together
// all their names, or how many they are.
func (a *About) Titled(area int) string {
	if area == 0 || !strings.Contains(a.Areas[area].Code, "+") {
		return a.Areas[area].Name
	}
	const most = 3 // by name
	if area > most {
		return fmt.Sprintf("all %d authorities together", area)
	}
	var names []string
	for _, of := range a.Areas[:area] {
		names = append(names, of.Name)
	}
	return strings.Join(names[:area-1], ", ") + " and " + names[area-1] + " together"
}

// About is what the files of a run say of themselves.
type About struct {
	Areas     []Area // in the order of sim.YearEnd.Area
	FirstYear int    // first financial year, by the calendar year of its April
	Years     int
	Draws     int
	Rows      int      // of the calibration, which the draws take in turn; 0: every draw has one of its own
	Regime    string   // title: "law and funding as announced November 2026"
	Break     string   `json:",omitempty"` // what the risk of a break of the law is, as BreakSays has it; "": there is none
	Sources   []string // published figures it rests on, with their dates
	Local     bool     // made with a council's own figures
	Council   []string `json:",omitempty"` // the council's own figures, each with what it takes the place of
	Remarks   []string // of the inputs: how they were brought to agree
	Warnings  []string // of the inputs: what they cannot support
	// FullCounts tells that small counts of real children are shown.
	FullCounts bool `json:",omitempty"`
}

// BreakSays is what the risk of a break does to a run, in two sentences; "" where
// there is none.
func BreakSays(b calibration.Break) string {
	if b.Chance == 0 || b.Spread == 0 {
		return ""
	}
	return fmt.Sprintf("Each year there is a chance of %s %% (judged) that the law, or what is made of it, changes and moves the yearly growth of plans for good, up or down, by a standard deviation of %s points (judged). For stress: the range is wider than one of announced law.",
		trimmed(percent*b.Chance, 1), trimmed(percent*b.Spread, 1))
}

// Rules are those under which figures beyond CautionYears are arithmetic.
func Rules(b calibration.Break) string { return (&About{Break: BreakSays(b)}).rules() }

// rules are those of a run.
func (a *About) rules() string {
	if a.Break != "" {
		return rulesMayBreak
	}
	return unchangedRules
}

// caution is Caution, or what it is where the law may break.
func (a *About) caution() string { return cautionFrom + a.rules() + cautionTo }

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
		keyCaution, a.caution(),
		keyLicence, Licence,
		keyFigures, Simulated,
	}, more...)
	if a.Local {
		pairs = append(pairs, keyLocal, containsLocal)
	}
	if a.FullCounts {
		pairs = append(pairs, keyCounts, InFull)
	}
	return paired(append(pairs, keyAbout, string(whole))), nil
}

// paired are pairs of keys and values as Arrow has them.
func paired(pairs []string) arrow.Metadata {
	var keys, values []string
	for i := 0; i < len(pairs); i += 2 {
		keys, values = append(keys, pairs[i]), append(values, pairs[i+1])
	}
	return arrow.NewMetadata(keys, values)
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
