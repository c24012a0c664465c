package sim

import (
	"slices"

	"sendsim/calibration"
	"sendsim/internal/rng"
	"sendsim/sim/levers"
)

// Driver is a group of what is uncertain in a future. All that is drawn is in
// one of them, and in one alone: see docs/decisions/0026.
type Driver uint8

// The drivers. What is national is the same for every authority of a future.
const (
	NationalDemand   Driver = iota // growth of new plans and of leaving in the nation
	Births                         // births and migration
	OwnDemand                      // how the authority departs from the nation, and its way from request to plan and out
	Placing                        // settings, moves and places
	Prices                         // of children and services, by year
	OtherSpend                     // what no line explains, disputes, transport
	Grant                          // grant and opening balance
	LeverEffects                   // what levers do, where they are there
	LeverDelivery                  // how late levers come, and how far
	ChanceOfChildren               // which whole child asks, moves, leaves
	NumDrivers
)

var drivers = [NumDrivers]struct{ key, name string }{
	{"national", "national demand"},
	{"population", "births and migration"},
	{"demand", "the authority's demand"},
	{"placing", "settings and places"},
	{"prices", "prices"},
	{"other-spend", "other spend"},
	{"grant", "grant and balance"},
	{"lever-effects", "lever effects"},
	{"lever-delivery", "lever delivery"},
	{"chance", "chance"},
}

// Key is the driver in files, as lever-delivery.
func (d Driver) Key() string { return drivers[d].key }

// String is the driver's name in tables.
func (d Driver) String() string { return drivers[d].name }

// driverOf is the driver of each group of parameters.
var driverOf = [calibration.NumGroups]Driver{
	calibration.NationalPath: NationalDemand,
	calibration.PopulationOf: Births,
	calibration.Entry:        OwnDemand,
	calibration.Leaving:      OwnDemand,
	calibration.Pipeline:     OwnDemand,
	calibration.DisputesOf:   OwnDemand,
	calibration.ReviewOf:     OwnDemand,
	calibration.SupportOf:    OwnDemand,
	calibration.PlacementOf:  Placing,
	calibration.Places:       Placing,
	calibration.UnitCost:     Prices,
	calibration.OtherLines:   OtherSpend,
	calibration.Funding:      Grant,
}

// luck is where all that is uncertain in a future is drawn.
type luck struct {
	parameters calibration.Luck
	dials      levers.Luck
	chance     rng.Key
}

// chance is the address of the luck of children and cells.
var chance = rng.Name("chance")

// luckOf is the luck of a run.
func luckOf(key rng.Key) luck {
	return luck{calibration.LuckOf(key), levers.Luck{Effects: key, Delivery: key}, key}
}

// OfMoney tells whether a driver moves money alone: no child asks, moves or
// leaves by it.
func (d Driver) OfMoney() bool { return d == Prices || d == OtherSpend || d == Grant }

// Drivers are the drivers that the model has: those of levers only where a dial
// is uncertain, those of money only where there is some.
func (m *Model) Drivers() []Driver {
	effects, delivery := m.policy.Uncertain()
	penniless := !slices.ContainsFunc(m.Areas, func(a Area) bool { return a.NoMoney() == "" })
	var all []Driver
	for d := range NumDrivers {
		if d == LeverEffects && !effects || d == LeverDelivery && !delivery || d.OfMoney() && penniless {
			continue
		}
		all = append(all, d)
	}
	return all
}

// Redrawn is the model with some drivers drawn at another key and all else as
// it is.
func (m *Model) Redrawn(at rng.Key, which ...Driver) *Model {
	other := *m
	l := &other.luck
	for _, d := range which {
		switch d {
		case LeverEffects:
			l.dials.Effects = at
		case LeverDelivery:
			l.dials.Delivery = at
		case ChanceOfChildren:
			l.chance = at
		default:
			for g, of := range driverOf {
				if of == d {
					l.parameters.Redraw(calibration.Group(g), at)
				}
			}
		}
	}
	return &other
}
