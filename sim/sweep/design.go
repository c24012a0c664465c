package sweep

import (
	"fmt"
	"slices"
	"strings"

	"sendsim/internal/strict"
	"sendsim/sim"
	"sendsim/sim/finance"
	"sendsim/sim/goal"
	"sendsim/sim/levers"
)

// Design is a sweep as it is asked for, resolved: another machine needs nothing
// beside it and the program.
type Design struct {
	Name        string     `json:"name"`
	Authorities []string   `json:"authorities"` // keys, each by itself
	Codes       []string   `json:"codes"`       // of the authorities
	Names       []string   `json:"names"`       // of the authorities, for people
	Scenarios   []Scenario `json:"scenarios"`
	RatesOf     []string   `json:"rates_of,omitempty"` // keys of those on whose rates scenarios lay children
	Draws       int        `json:"draws"`              // of each combination
	Block       int        `json:"block"`              // draws of an item, the last of a combination may have fewer
	Start       int        `json:"start"`              // January census
	Years       int        `json:"years"`
	Seed        uint64     `json:"seed"`
	By          int        `json:"balance_by"` // financial year, by the calendar year of its April
	Columns     []string   `json:"columns"`    // that are kept of every year of every draw
	Dials       []string   `json:"dials"`      // LEVER.DIAL, in the order of points
	Units       []string   `json:"units"`      // of the dials, by their names
	Way         string     `json:"way"`        // how the points were laid
	// Coincide is how many points of a hypercube are like another, as places are
	// whole ones: each is lived once.
	Coincide int `json:"coincide,omitempty"`
	// CostsTurn is the part of a lever's costs that turns with its amount, by the
	// lever's name, 0 to 1; all of it where it does not stand here.
	CostsTurn map[string]float64 `json:"costs_turn,omitempty"`
}

// Scenario is one of a design, with the points at which its levers are lived.
type Scenario struct {
	Name   string  `json:"name"`
	YAML   string  `json:"yaml"` // as sim.Scenario.YAML writes it
	Points []Point `json:"points"`
}

// Point is a setting of dials, by the place of each in Design.Dials; nil: as the
// scenario has it, or it has no such dial.
type Point []*float64

// None is the name of the scenario without levers.
const None = "none"

// The ways to lay points.
const (
	Grid           = "grid"
	LatinHypercube = "latin-hypercube"
	List           = "list"
)

// What a design may ask for.
const (
	MaxPoints    = 100_000 // of a scenario
	MaxScenarios = 10_000
	// UsualBlock is the draws of an item: seconds of work, and files that are
	// not too small.
	UsualBlock = 2_500
	// MaxBlock bounds the memory of an item.
	MaxBlock = 100_000
	// MaxItems bounds the memory of a sweep, and the files of its folder.
	MaxItems = 1_000_000
)

// Combination is one authority at one point of one scenario.
type Combination struct{ Authority, Scenario, Point int }

// Combinations are all of the design, in order.
func (d *Design) Combinations() []Combination {
	var all []Combination
	for a := range d.Authorities {
		for s := range d.Scenarios {
			for p := range d.Scenarios[s].Points {
				all = append(all, Combination{a, s, p})
			}
		}
	}
	return all
}

// Base is what a combination is held against, draw by draw: the first of its
// authority.
func (d *Design) Base(c Combination) Combination { return Combination{Authority: c.Authority} }

// Paired tells whether combinations are held against their base: there must be
// others, and their deficits among what is kept.
func (d *Design) Paired() bool {
	return (len(d.Scenarios) > 1 || len(d.Scenarios[0].Points) > 1) && slices.Contains(d.Columns, deficits)
}

// deficits is the column of what combinations are held against one another by.
const deficits = "cumulative_deficit"

// Item is some draws of a combination: the unit of work.
type Item struct {
	Combination
	Block        int // number of it among those of the combination
	First, Draws int
}

// Blocks is how many items make a combination.
func (d *Design) Blocks() int { return (d.Draws + d.Block - 1) / d.Block }

// Item is an item of a combination. Draws belong to their numbers: it is the same
// whoever lives it.
func (d *Design) Item(c Combination, block int) Item {
	first := block * d.Block
	return Item{c, block, first, min(d.Block, d.Draws-first)}
}

// Items are all of the design, in order.
func (d *Design) Items() []Item {
	var all []Item
	for _, c := range d.Combinations() {
		for block := range d.Blocks() {
			all = append(all, d.Item(c, block))
		}
	}
	return all
}

// tooLarge says whether a design has more items than MaxItems; so far as it is
// read, whatever authorities come to be.
func (d *Design) tooLarge() bool {
	points := 0
	for _, s := range d.Scenarios {
		points += len(s.Points)
	}
	n := points * max(1, len(d.Authorities))
	return n > MaxItems || n*d.Blocks() > MaxItems // in this order: no product overflows
}

// Futures is how many are lived in all.
func (d *Design) Futures() int { return len(d.Combinations()) * d.Draws }

// dialsOf are the dials of a scenario's levers by LEVER.DIAL.
func dialsOf(all []levers.Lever) map[string]levers.Dial {
	named := map[string]levers.Dial{}
	for _, l := range all {
		for _, d := range l.Card().AllDials() {
			named[levers.NameOf(l)+"."+d.Name] = d
		}
		if len(l.Common().Cost) > 0 {
			named[levers.NameOf(l)+"."+price.Name] = price
		}
	}
	return named
}

// Scenario is the scenario of a combination, its levers at the point.
func (d *Design) Scenario(c Combination, known sim.Known) (*sim.Scenario, error) {
	of := d.Scenarios[c.Scenario]
	s, err := sim.ParseScenario(of.Name, []byte(of.YAML), func(string) (sim.Known, error) { return known, nil })
	if err != nil {
		return nil, err
	}
	s.Areas = []string{d.Authorities[c.Authority]}
	for i, name := range d.Dials {
		if to := of.Points[c.Point][i]; to != nil {
			d.turn(s.Levers, name, *to)
		}
	}
	for i, name := range d.Dials { // of what the amounts make of the costs
		if to := of.Points[c.Point][i]; to != nil {
			turnPrice(s.Levers, name, *to)
		}
	}
	return s, nil
}

// turn sets a dial to a number that is known. An amount takes the costs of its
// lever with it.
func (d *Design) turn(all []levers.Lever, name string, to float64) {
	for _, l := range all {
		amount, ok := goal.Amount(l)
		for _, dial := range l.Card().AllDials() {
			if levers.NameOf(l)+"."+dial.Name != name {
				continue
			}
			of := dial.Of(l)
			if ok && dial.Name == amount.Name {
				d.turnCosts(l, of.Range, to)
			}
			of.Range = strict.Exactly(to)
		}
	}
}

// Models makes the models of a design one after another, and makes anew only
// what differs from the one before.
type Models struct {
	Design *Design
	World  *sim.World

	of   Combination
	last *sim.Model
}

// Of is the model of a combination.
func (m *Models) Of(c Combination) (*sim.Model, error) {
	if m.last == nil || m.of.Authority != c.Authority || m.of.Scenario != c.Scenario {
		s, err := m.Design.Scenario(c, m.World.Known())
		if err != nil {
			return nil, err
		}
		if m.last, err = sim.NewModel(m.World, s); err != nil {
			return nil, err
		}
	} else if m.of.Point != c.Point {
		s, err := m.Design.Scenario(c, m.World.Known())
		if err != nil {
			return nil, err
		}
		m.last = m.last.WithLevers(s.Levers...)
	}
	m.of = c
	return m.last, nil
}

// yearNamed is the financial year that a text names, as 2028-29, among those of
// a run; false where it is none.
func yearNamed(text string, start, years int) (int, bool) {
	for y := range years {
		if finance.FinancialYear(start+y) == text {
			return start + y, true
		}
	}
	return 0, false
}

// Sound says what in a design that a program wrote cannot be, so that one which
// was changed by hand ends in words. columns are those that may be kept.
func (d *Design) Sound(columns []string) error {
	wrong := func(what string) error { return fmt.Errorf("the design is broken: %s", what) }
	switch {
	case len(d.Authorities) == 0 || len(d.Names) != len(d.Authorities) || len(d.Codes) != len(d.Authorities) || len(d.Scenarios) == 0:
		return wrong("it has no authority or no scenario")
	case d.Draws < 1 || d.Draws > sim.MaxDraws || d.Block < 1 || d.Block > MaxBlock || d.Years < 1 || d.Years > sim.MaxYears:
		return wrong("draws, block or years are out of range")
	case len(d.Scenarios) > MaxScenarios:
		return wrong("it has too many scenarios")
	case len(d.Units) != len(d.Dials):
		return wrong("its dials have no units")
	case d.By < d.Start || d.By >= d.Start+d.Years:
		return wrong("the year of balance is not one of it")
	case d.tooLarge():
		return wrong(fmt.Sprintf("it comes to more than %d parts", MaxItems))
	}
	for _, name := range d.Columns {
		if !slices.Contains(columns, name) {
			return wrong("it has no column " + name)
		}
	}
	for _, s := range d.Scenarios {
		if !folderName(s.Name) || len(s.Points) == 0 {
			return wrong("a scenario has no name or no point")
		}
		for _, p := range s.Points {
			if len(p) != len(d.Dials) {
				return wrong("a point does not set its dials")
			}
		}
	}
	for _, part := range d.CostsTurn {
		if !(part >= 0 && part <= 1) {
			return wrong("a part of a lever's costs is no share")
		}
	}
	for _, key := range d.Authorities {
		if !folderName(key) {
			return wrong("an authority has no key")
		}
	}
	return nil
}

// folderName tells whether a name can be that of a folder everywhere.
func folderName(name string) bool {
	return name != "" && strings.Trim(strings.ToLower(name), "abcdefghijklmnopqrstuvwxyz0123456789-_") == ""
}
