package sim

import (
	"math"

	"sendsim/sim/finance"
)

// Open opens the calibrations of a folder, as a scenario names it, "" where it
// names none, and says what may then be asked for.
type Open func(calibrations string) (Known, error)

// open opens the calibrations that the file names. Where they cannot be, that
// is a fault of the file, and anything may be asked for.
func (r reading) open(folder *string, open Open) (Known, error) {
	v := r.doc.Key("calibrations")
	v.Text(folder)
	known, err := open(*folder)
	if err == nil || !v.Here() {
		return known, err
	}
	v.Fault("%v", err)
	return anything{}, nil
}

// anything is known where calibrations cannot be opened.
type anything struct{}

func (anything) Authority(name string) (string, error) { return name, nil }
func (anything) Members(string) []string               { return nil }
func (anything) Unfit(string) string                   { return "" }
func (anything) Regions() []string                     { return nil }
func (anything) Local() (key string, alone bool)       { return "", false }
func (anything) Censuses() (first, last int)           { return 0, math.MaxInt16 }

func (anything) Regimes() []string {
	all, err := finance.Regimes()
	if err != nil {
		panic(err) // they ship
	}
	return keysOf(all)
}
