package cohorts

import "sendsim/internal/rng"

// Step is one step of the statutory year: what the law or the calendar does
// to all children whom it concerns in a term.
type Step struct {
	Name  string
	Law   string   // the duty, by section
	In    []Part   // the terms in which it happens
	Obeys []string // the fields of Params and Factors that it reads
	Do    func(*turn)
	tag   rng.Tag // the address of its luck
}

var (
	everyTerm  = []Part{Autumn, Spring, Summer}
	autumnOnly = []Part{Autumn}
)

// Steps is the statutory year in order: the table of docs/timetable.md.
var Steps = []Step{
	step("age", "CFA 2014 s46, s83", autumnOnly, (*turn).age,
		"Population.Births", "Population.Migration", "Population.MigrationByAge"),
	step("redesignate", "CFA 2014 s27", autumnOnly, (*turn).redesignate,
		"Placement.Redesignated", "Placement.Places", "Placement.Given", "Placement.Filled", "Factors.Places"),
	step("transfer", "SEND Regulations 2014 reg 18", autumnOnly, (*turn).transfer,
		"Placement.Transfer", "Placement.Tilt", "Placement.Places", "Placement.Given", "Placement.Filled", "Placement.Overflow", "Factors.Prefer", "Factors.Places", "Factors.Reserved"),
	step("arrive", "SEND Regulations 2014 reg 15", everyTerm, (*turn).arrive,
		"Population.Arrivals", "Population.ArrivalAge"),
	step("identify", "CFA 2014 s66", everyTerm, (*turn).identify,
		"Support.Identify", "Support.Release", "Factors.Identify", "Factors.Release"),
	step("request", "CFA 2014 s36(1)", everyTerm, (*turn).request,
		"Pipeline.Demand", "Pipeline.FromSupport", "Pipeline.Direct", "Placement.Need", "Factors.Request", "Factors.RequestNeed"),
	step("decide", "CFA 2014 s36(3); SEND Regulations 2014 reg 5", everyTerm, (*turn).decide,
		"Pipeline.Agree", "Pipeline.Withdraw", "Disputes.Lodge", "Factors.Agree", "Factors.Lodge"),
	step("assess", "CFA 2014 s36, s37; SEND Regulations 2014 regs 6-13", everyTerm, (*turn).assess,
		"Pipeline.Finish", "Pipeline.Capacity", "Pipeline.Issue", "Disputes.Lodge", "Factors.Finish", "Factors.Capacity", "Factors.Issue", "Factors.Lodge"),
	step("dispute", "CFA 2014 s51, s52", everyTerm, (*turn).dispute,
		"Disputes.Resolve", "Disputes.Outcome", "Factors.Resolve"),
	step("place", "CFA 2014 s39, s42", everyTerm, (*turn).place,
		"Placement.Need", "Placement.New", "Placement.Arrived", "Placement.Tilt", "Placement.Places", "Placement.Given", "Placement.Filled", "Placement.Overflow", "Disputes.Lodge",
		"Factors.RequestNeed", "Factors.Prefer", "Factors.Places", "Factors.Reserved", "Factors.Lodge"),
	step("review", "CFA 2014 s44, s45; SEND Regulations 2014 regs 18-31", everyTerm, (*turn).review,
		"Review.Met", "Review.Out", "Review.Finish", "Review.FinishIn", "Review.OutReasons", "Review.FinishReasons", "Review.Leaving",
		"Review.Move", "Placement.Tilt", "Review.Change", "Review.Held", "Review.Capacity", "Placement.Places", "Placement.Given", "Placement.Filled", "Placement.Overflow",
		"Factors.Met", "Factors.Finishing", "Factors.Up", "Factors.Down", "Factors.Reviews", "Factors.Places", "Factors.Reserved"),
}

func step(name, law string, in []Part, do func(*turn), obeys ...string) Step {
	return Step{name, law, in, obeys, do, rng.Name("step " + name)}
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
