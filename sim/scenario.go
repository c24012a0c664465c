package sim

import (
	"path"
	"strings"

	"sendsim/calibration"
	"sendsim/cohorts"
	"sendsim/sim/finance"
	"sendsim/sim/levers"
)

// Scenario is a run as it is asked for: for whom, from when, how far, how
// often, under which law, with which levers.
type Scenario struct {
	Name  string   // for people; the file's own name where it has none
	Areas []string // keys of authorities, region:KEY, or england
	// RatesOf is the key of the authority on whose rates the children are laid;
	// "": each on its own.
	RatesOf string
	// Calibrations is the folder of calibrations it runs on, from that of the
	// scenario's file; "" is what ships.
	Calibrations string
	Start        int // the year of the January census it starts from
	Years        int // financial years
	Draws        int // futures
	Seed         uint64
	Regime       string          // law and funding, by the name of a regime
	Local        string          // file of a council's own figures, as the scenario or the flag names it; "": none
	Threshold    *finance.Pounds // a cumulative deficit whose chance is asked for; nil: none
	Levers       []levers.Lever  // in the order of the file, which means nothing
}

// What a scenario may ask for.
const (
	// MaxYears is the longest run: as far as national paths reach. Beyond
	// about five years a run is arithmetic under unchanged rules.
	MaxYears = calibration.Years - 1
	// MaxDraws is the most futures.
	MaxDraws = 1_000_000
	// leastThreshold is below any deficit that is asked for: less is pounds that were
	// meant to be thousands or millions.
	leastThreshold = 10_000
	// mostThreshold is far above the deficit of any authority, in pounds.
	mostThreshold = 1e11
)

// Default is the scenario of a run without a file: one authority, no levers.
// It is scenarios/unmitigated.yaml.
func Default() *Scenario {
	return &Scenario{
		Name:   "unmitigated",
		Areas:  []string{"stockton-on-tees"},
		Start:  2024,
		Years:  10,
		Draws:  10_000,
		Seed:   2024,
		Regime: finance.DefaultRegime,
	}
}

// DefaultFor is Default of what is known: from its last census, under the law
// and funding of that time, and for the authority whose council gave figures of
// its own, where one did.
func DefaultFor(known Known) *Scenario {
	s := Default()
	_, s.Start = known.Censuses()
	s.Regime = finance.RegimeOf(s.Start)
	if of, _ := known.Local(); of != "" {
		s.Areas = []string{of}
	}
	return s
}

// First is the first term lived.
func (s *Scenario) First() cohorts.Term { return cohorts.AfterCensus(s.Start) }

// Last is the last term lived: the spring that closes the last financial year.
func (s *Scenario) Last() cohorts.Term {
	return cohorts.Term{Year: cohorts.Year(s.Start + s.Years - 1), Part: cohorts.Spring}
}

// nameOf is the name of a scenario that gives itself none: that of its file.
func nameOf(file string) string {
	return strings.TrimSuffix(path.Base(file), path.Ext(file))
}
