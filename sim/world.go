package sim

import (
	"fmt"
	"slices"
	"strings"

	"sendsim/calibration"
	"sendsim/calibration/evidence"
	"sendsim/internal/strict"
	"sendsim/sim/finance"
)

// World is what scenarios are laid on: the calibrated authorities, their
// money, and the regimes of law and funding. It is read-only.
type World struct {
	Library      *calibration.Library
	Nation       *finance.Nation
	Regimes      []*finance.Regime
	Calibrations string // the folder that the library was opened from; "": what ships
	AllowInvalid bool   // calibrations that failed a gate may be run, with a warning
	Local        *Local // a council's own figures; nil: none

	evidence *evidence.Set // of all authorities, calibrated or not
}

// NewWorld reads the money of a library's authorities and the regimes that
// ship.
func NewWorld(lib *calibration.Library) (*World, error) {
	regimes, err := finance.Regimes()
	if err != nil {
		return nil, err
	}
	set := lib.Evidence()
	return &World{Library: lib, Nation: finance.NationAt(set, lib.January()), Regimes: regimes, evidence: set}, nil
}

// Known is what a scenario may ask this world for.
func (w *World) Known() Known { return known{w} }

type known struct{ *World }

func (k known) Authority(name string) (string, error) {
	f, err := k.evidence.Authority(name)
	if err != nil {
		return "", err
	}
	return f.Area.Key, nil
}

func (k known) Unfit(key string) string {
	a, err := k.Library.Authority(key)
	switch {
	case err != nil:
		var keys []string
		for _, a := range k.Library.Authorities {
			keys = append(keys, a.Area.Key)
		}
		return "not calibrated here; calibrated: " + few(keys)
	case a.Structure.Plans == calibration.Structure{}.Plans:
		return "no children to start from: " + strings.Join(a.Invalid, "; ")
	case !a.Valid && !k.AllowInvalid:
		return "the calibration is not valid: " + strings.Join(a.Invalid, "; ") + " (to run it all the same: --allow-invalid)"
	default:
		return ""
	}
}

func (k known) Members(region string) []string {
	var keys []string
	for _, f := range k.evidence.Authorities {
		if region == "" || regionKey(f.Area.Region) == region {
			keys = append(keys, f.Area.Key)
		}
	}
	return keys
}

func (k known) Regions() []string {
	var keys []string
	for _, f := range k.evidence.Authorities {
		if key := regionKey(f.Area.Region); !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	return keys
}

// regionKey is the key of a region by its name: "North East" is north-east.
func regionKey(name string) string { return strings.ReplaceAll(strings.ToLower(name), " ", "-") }

func (k known) Regimes() []string { return keysOf(k.World.Regimes) }

func keysOf(regimes []*finance.Regime) []string {
	var keys []string
	for _, r := range regimes {
		keys = append(keys, r.Key)
	}
	return keys
}

func (k known) Local() (key string, alone bool) {
	l := k.World.Local
	if l == nil {
		return "", false
	}
	return l.Authority, l.January > k.Library.England.National.January
}

func (k known) Censuses() (first, last int) {
	if l := k.World.Local; l != nil {
		return l.January, l.January
	}
	return k.Library.January(), k.Library.January()
}

// Regime finds a regime by its key.
func (w *World) Regime(key string) (*finance.Regime, error) {
	for _, r := range w.Regimes {
		if r.Key == key {
			return r, nil
		}
	}
	return nil, fmt.Errorf("%q is no regime%s", key, strict.Meant(key, w.Known().Regimes()))
}
