package levers

import (
	"sendsim/cohorts"
	"sendsim/internal/strict"
	"sendsim/sim/finance"
)

// Lever is one thing that a council does, with its dials set. Card says what
// it is and is the same for every lever of its kind. Validate says what is
// wrong with the dials. Apply changes the terms of one term, by the dials as
// settled; it cannot fail. Common is the part that every lever has: embed
// Programme and it is there.
type Lever interface {
	Card() Card
	Validate() error
	Apply(cohorts.Term, *Terms)
	Common() *Programme
	There() float64 // when its effect is first there, for those who wait for it
}

// Card says what a lever is, for people and for whatever is generated:
// docs/levers.md, the command that lists levers, sliders, range checks.
type Card struct {
	Key   string   // as in files: early-years-support
	Name  string   // as in tables
	Says  string   // what the council does
	Step  string   // the step of the year on which it acts above all, or "settle"
	Also  []string // other steps on which it acts
	Dials []Dial

	Phases   []cohorts.Phase // whose children it reaches
	Needs    []cohorts.Need  // of which needs; none: of all
	Purses   []finance.Purse // from which it is usually paid
	Cost     string          // what it usually costs each purse, and when
	Ramp     Ramp            // from start to full effect, unless a file says otherwise
	Reserves bool            // its places may be reserved for some needs, by the key needs
	Sure     bool            // nobody has to deliver it, or its own dials say how it is delivered: by default it comes on time and in full

	Evidence string // what is published, with its grade
	Misleads string // how its results can mislead, and what it cannot do
	Grade    string // of the effect as set by default: F, D, M or J
	Source   string // where the evidence and the defaults come from
}

// Dial is one number of a lever that can be set: to a number, or to a range
// that is its P10 and P90.
type Dial struct {
	Name      string
	Unit      Unit
	Low, High float64 // allowed
	Default   strict.Range
	Says      string
	Grade     string // of the default: F, D, M or J
	Source    string
	Rests     bool // at 0 the lever changes nothing
	Monotone  bool // turned up, it moves each number of each term one way; what costs first may save later
	Of        func(Lever) *Uncertain
}

// Unit is what a dial counts.
type Unit uint8

// The units of dials.
const (
	Share    Unit = iota // part of a whole, 0 to 1; written 40% or 0.4
	Months               // months
	Places               // places, whole or on average
	Pounds               // pounds
	Children             // children, on average
	Posts                // posts, whole or part-time
	Chance               // chance that something happens: it does, or does not, in each future
)

var units = [...]struct {
	name string
	as   strict.Unit
}{
	Share: {"share", strict.Share}, Months: {"months", strict.Number},
	Places: {"places", strict.Number}, Pounds: {"pounds", strict.Pounds},
	Children: {"children", strict.Number}, Posts: {"posts", strict.Number}, Chance: {"chance", strict.Share},
}

// String is the unit's name: share, months, places, pounds,
// children, posts or chance.
func (u Unit) String() string { return units[u].name }

// Format writes a number of the unit as files have it: 40%, 12, 350k.
func (u Unit) Format(x float64) string { return units[u].as.Format(x) }

// Format writes a setting of the dial as files have it.
func (d *Dial) Format(r strict.Range) string { return r.Format(units[d.Unit].as) }
