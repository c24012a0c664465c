package cohorts

import "sendsim/internal/rng"

// Step is one step of the statutory year: what the law or the calendar does
// to all children whom it concerns in a term.
type Step struct {
	Name string
	Law  string // the duty, by section; empty where the step is demography
	In   []Part // the terms in which it happens
	Do   func(*turn)
	tag  rng.Tag // the address of its luck
}

var (
	everyTerm  = []Part{Autumn, Spring, Summer}
	autumnOnly = []Part{Autumn}
)

// Steps is the statutory year in order: the table of docs/timetable.md.
var Steps = []Step{
	step("age", "CFA 2014 s46, s83", autumnOnly, (*turn).age),
	step("transfer", "SEND Regulations 2014 reg 18", autumnOnly, (*turn).transfer),
	step("arrive", "SEND Regulations 2014 reg 15", everyTerm, (*turn).arrive),
	step("identify", "CFA 2014 s66", everyTerm, (*turn).identify),
	step("request", "CFA 2014 s36(1)", everyTerm, (*turn).request),
	step("decide", "CFA 2014 s36(3); SEND Regulations 2014 reg 5", everyTerm, (*turn).decide),
	step("assess", "CFA 2014 s36, s37; SEND Regulations 2014 regs 6-13", everyTerm, (*turn).assess),
	step("dispute", "CFA 2014 s51, s52", everyTerm, (*turn).dispute),
	step("place", "CFA 2014 s39, s42", everyTerm, (*turn).place),
	step("review", "CFA 2014 s44, s45; SEND Regulations 2014 regs 18-31", everyTerm, (*turn).review),
}

func step(name, law string, in []Part, do func(*turn)) Step {
	return Step{name, law, in, do, rng.Name("step " + name)}
}

// happens tells whether the step is part of a term.
func (s *Step) happens(p Part) bool {
	for _, in := range s.In {
		if in == p {
			return true
		}
	}
	return false
}
