package steptest

import (
	"errors"
	"fmt"

	"sendsim/cohorts"
)

// Sound says what is impossible about a state: less than no children, a total
// that is not the sum of its cells, a cell of two phases or of an age that
// nobody has.
func Sound(s *cohorts.State) error {
	var b books
	for _, stand := range standings(s) {
		for a, n := range stand.of {
			b.require(n >= 0, "%d children of %d stand as %s", n, a, stand.name)
		}
	}
	b.require(s.ReviewsOwed >= 0, "%d reviews are owed", s.ReviewsOwed)
	for at, n := range s.Places {
		b.require(n >= 0, "%d places in %s", n, cohorts.Setting(at).Key())
		b.require(n == 0 || cohorts.Setting(at).Rationed(), "places in %s, which is not rationed", cohorts.Setting(at).Key())
	}
	b.cells(s)
	return errors.Join(b...)
}

// books collects what does not add up.
type books []error

func (b *books) require(holds bool, format string, args ...any) {
	if !holds {
		*b = append(*b, fmt.Errorf(format, args...))
	}
}

// cells holds the totals of a state against the sums over its cells, cell by
// cell and as visited.
func (b *books) cells(s *cohorts.State) {
	var aged cohorts.ByAge
	var in [cohorts.NumSettings]int32
	var phases [cohorts.NumPhases]int32
	visited, last := int32(0), -1
	s.EachCell(func(c cohorts.Cell, n int32) {
		b.require(n > 0, "the cell %+v is visited and holds %d", c, n)
		b.require(c.Age <= cohorts.MaxAge, "%d children are %d", n, c.Age)
		b.require(c.Code() > last, "the cell %+v is out of order", c)
		last = c.Code()
		visited += n
	})
	for code := range cohorts.NumCells {
		c := cohorts.CellOf(code)
		n := s.Cell(c)
		if n == 0 {
			continue
		}
		b.require(n > 0 && c.Age <= cohorts.MaxAge, "the cell %+v holds %d", c, n)
		if c.Age <= cohorts.MaxAge {
			aged[c.Age] += n
		}
		in[c.Setting] += n
		phases[c.Phase()] += n
	}
	plans, partition := int32(0), int32(0)
	for a, n := range aged {
		plans += n
		b.require(n == s.Aged(cohorts.Age(a)), "Aged(%d) is %d and the cells hold %d", a, s.Aged(cohorts.Age(a)), n)
	}
	for at, n := range in {
		b.require(n == s.In(cohorts.Setting(at)), "In(%s) is %d and the cells hold %d", cohorts.Setting(at).Key(), s.In(cohorts.Setting(at)), n)
	}
	for _, n := range phases {
		partition += n
	}
	b.require(plans == s.Plans(), "Plans is %d and the cells hold %d", s.Plans(), plans)
	b.require(partition == plans, "the phases hold %d of %d plans", partition, plans)
	b.require(visited == plans, "a visit of each cell meets %d of %d plans", visited, plans)
}

// A standing is where children without a plan stand, by age.
type standing struct {
	name string
	of   *cohorts.ByAge
}

// openDisputes is the last standing, which is none: disputes about a placement
// are of children who have a plan.
const openDisputes = "placement disputes"

// standings lists where children without a plan stand.
func standings(s *cohorts.State) []standing {
	return []standing{
		{"without", &s.Without},
		{"on support", &s.Support},
		{"requested", &s.Requested},
		{"assessed, begun", &s.Assessing[0]},
		{"assessed, before", &s.Assessing[1]},
		{"disputing refusal", &s.Disputing[cohorts.AgainstRefusal]},
		{"disputing no plan", &s.Disputing[cohorts.AgainstNoPlan]},
		{openDisputes, &s.Disputing[cohorts.AgainstPlacement]},
	}
}

// Account holds the children of a state at the end of a term against those at
// its start and the flows between: every standing, and the whole population.
func Account(before, after *cohorts.State, f *cohorts.Flows) error {
	var b books
	b.require(after.Population() == before.Population()+f.FromOutside(),
		"population %d, was %d, from outside %d", after.Population(), before.Population(), f.FromOutside())

	start, byAge := before, int32(0) // plans that end because the child grows too old, and leaves
	if before.Term.Part == cohorts.Autumn {
		old, tooOld, oldPlans := Older(before)
		start, byAge = old, oldPlans
		b.equal("aged out", f.AgedOut, tooOld+oldPlans)
		b.equal("plans ended by age", f.Ended[cohorts.ReachedMaxAge], oldPlans)
	} else {
		b.equal("births, migration and ages outside the autumn", f.Births, f.Migration, f.AgedOut, 0)
	}
	b.pipeline(start, after, f)

	staying := f.EndedInAll() - f.Ended[cohorts.MovedAuthority] - f.Ended[cohorts.MovedAbroad] - f.Ended[cohorts.Died] - byAge
	ended := f.EndedInAll() - byAge
	b.equal("plans", after.Plans(), start.Plans()+f.Issued+f.Arrived-ended)
	back := f.Withdrawn + f.Refused - f.Lodged[cohorts.AgainstRefusal] + f.NotIssued - f.Lodged[cohorts.AgainstNoPlan] +
		f.Resolved[cohorts.AgainstRefusal][cohorts.Lost] + f.Resolved[cohorts.AgainstNoPlan][cohorts.Lost]
	b.equal("without or on support", after.Without.Total()+after.Support.Total(),
		start.Without.Total()+start.Support.Total()+f.Births+f.Migration-f.Requests+back+staying)
	up := f.Ended[cohorts.NeedsMet]
	low := start.Support.Total() + f.Identified - f.Released - (f.Requests - f.DirectRequests) + back
	b.require(after.Support.Total() >= low && after.Support.Total() <= low+up,
		"%d on support, %d by the flows and up to %d whose needs were met", after.Support.Total(), low, up)

	b.equal("new plans by setting", sum(f.NewPlans[:]), f.Issued)
	b.equal("plans issued", f.Issued, f.IssuedAfterAssessment+won(f, cohorts.AgainstNoPlan))
	b.equal("assessments finished", f.Finished, f.IssuedAfterAssessment+f.NotIssued)
	b.equal("where the unplaced go", f.ToIndependent+f.ToEnhanced+f.ToWaiting, sum(f.Unplaced[:]))
	for of, pair := range map[string][2]int32{
		"direct requests": {f.DirectRequests, f.Requests}, "plans in time": {f.IssuedInTime, f.IssuedAfterAssessment},
		"disputes of refusals": {f.Lodged[0], f.Refused}, "disputes of no plan": {f.Lodged[1], f.NotIssued},
		"disputes of placements": {f.Lodged[2], f.Issued},
	} {
		b.require(pair[0] >= 0 && pair[0] <= pair[1], "%d %s of %d", pair[0], of, pair[1])
	}
	return errors.Join(b...)
}

// pipeline holds the standings between a request and a plan against the flows.
func (b *books) pipeline(start, after *cohorts.State, f *cohorts.Flows) {
	b.equal("requested", after.Requested.Total(), start.Requested.Total()+f.Requests-f.Agreed-f.Refused-f.Withdrawn)
	b.equal("assessed", after.Assessing[0].Total()+after.Assessing[1].Total(),
		start.Assessing[0].Total()+start.Assessing[1].Total()+f.Agreed+won(f, cohorts.AgainstRefusal)-f.Finished)
	b.equal("assessments begun", after.Assessing[0].Total(), f.Agreed+won(f, cohorts.AgainstRefusal))
	for stage := range cohorts.NumStages {
		b.equal("disputes about "+stage.String(), after.Disputing[stage].Total(),
			start.Disputing[stage].Total()+f.Lodged[stage]-sum(f.Resolved[stage][:]))
	}
}

// equal requires that all numbers are the same.
func (b *books) equal(what string, numbers ...int32) {
	for _, n := range numbers {
		if n != numbers[0] {
			*b = append(*b, fmt.Errorf("%s: %v should be equal", what, numbers))
			return
		}
	}
}

func won(f *cohorts.Flows, stage cohorts.Stage) int32 {
	return f.Resolved[stage][cohorts.Conceded] + f.Resolved[stage][cohorts.Upheld]
}

func sum(of []int32) (all int32) {
	for _, n := range of {
		all += n
	}
	return all
}

// Older is a state a year on: everybody's age one more, those of 25 gone.
// TooOld counts those of them without a plan, plans those with one.
func Older(s *cohorts.State) (old *cohorts.State, tooOld, plans int32) {
	old = &cohorts.State{Term: s.Term, Places: s.Places, ReviewsOwed: s.ReviewsOwed}
	to := standings(old)
	for i, stand := range standings(s) {
		copy(to[i].of[1:], stand.of[:])
		if stand.name != openDisputes {
			tooOld += stand.of[cohorts.MaxAge]
		}
	}
	s.EachCell(func(c cohorts.Cell, n int32) {
		if c.Age == cohorts.MaxAge {
			plans += n
			return
		}
		c.Age++
		old.Put(c, n)
	})
	return old, tooOld, plans
}
