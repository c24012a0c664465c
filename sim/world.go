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
	Library *calibration.Library
	Nation  *finance.Nation
	Regimes []*finance.Regime
}

// NewWorld reads the money of a library's authorities and the regimes that
// ship.
func NewWorld(lib *calibration.Library) (*World, error) {
	regimes, err := finance.Regimes()
	if err != nil {
		return nil, err
	}
	set := &evidence.Set{England: lib.England.Evidence}
	for _, a := range lib.Authorities {
		set.Authorities = append(set.Authorities, a.Evidence)
	}
	return &World{lib, finance.NationOf(set), regimes}, nil
}

// Known is what a scenario may ask this world for.
func (w *World) Known() Known { return known{w} }

type known struct{ *World }

func (k known) Authority(name string) (string, error) {
	a, err := k.Library.Authority(name)
	if err != nil {
		return "", err
	}
	return a.Area.Key, nil
}

func (k known) Members(region string) []string {
	var keys []string
	for _, a := range k.Library.Authorities {
		if region == "" || regionKey(a.Area.Region) == region {
			keys = append(keys, a.Area.Key)
		}
	}
	return keys
}

func (k known) Regions() []string {
	var keys []string
	for _, a := range k.Library.Authorities {
		if key := regionKey(a.Area.Region); !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	return keys
}

// regionKey is the key of a region by its name: "North East" is north-east.
func regionKey(name string) string { return strings.ReplaceAll(strings.ToLower(name), " ", "-") }

func (k known) Regimes() []string {
	var keys []string
	for _, r := range k.World.Regimes {
		keys = append(keys, r.Key)
	}
	return keys
}

func (k known) Censuses() (first, last int) {
	january := k.Library.Authorities[0].Structure.January
	return january, january
}

// regime finds a regime by its key.
func (w *World) regime(key string) (*finance.Regime, error) {
	for _, r := range w.Regimes {
		if r.Key == key {
			return r, nil
		}
	}
	return nil, fmt.Errorf("%q is no regime%s", key, strict.Meant(key, w.Known().Regimes()))
}
