package steptest

import (
	"errors"
	"fmt"

	"sendsim/cohorts"
)

// A difference is a count that two states do not share.
type difference struct {
	where   string // the standing; "plans" of the cells
	age     cohorts.Age
	cell    cohorts.Cell // of plans
	was, is int32
}

// by is how many children more the second state has.
func (d difference) by() int { return int(d.is - d.was) }

// String tells the counts of both.
func (d difference) String() string {
	if d.where == "plans" {
		return fmt.Sprintf("%d instead of %d with a plan in %+v", d.is, d.was, d.cell)
	}
	return fmt.Sprintf("%d instead of %d %s at %d", d.is, d.was, d.where, d.age)
}

// differences compares two states child by child; places and reviews owed are
// not children.
func differences(was, is *cohorts.State) (all []difference) {
	a, b := standings(was), standings(is)
	for i := range a {
		for age := range a[i].of {
			if a[i].of[age] != b[i].of[age] {
				all = append(all, difference{where: a[i].name, age: cohorts.Age(age), was: a[i].of[age], is: b[i].of[age]})
			}
		}
	}
	for code := range cohorts.NumCells {
		c := cohorts.CellOf(code)
		if n, m := was.Cell(c), is.Cell(c); n != m {
			all = append(all, difference{"plans", c.Age, c, n, m})
		}
	}
	return all
}

// Admitted says which children came, within a term, into a setting that does
// not admit their age.
func Admitted(before, after *cohorts.State) error {
	if before.Term.Part == cohorts.Autumn {
		before, _, _ = Older(before)
	}
	var came [cohorts.NumSettings]cohorts.ByAge
	after.EachCell(func(c cohorts.Cell, n int32) { came[c.Setting][c.Age] += n })
	before.EachCell(func(c cohorts.Cell, n int32) { came[c.Setting][c.Age] -= n })
	var faults []error
	for at := range came {
		for a, n := range came[at] {
			if at := cohorts.Setting(at); n > 0 && !at.Admits(cohorts.Age(a)) {
				faults = append(faults, fmt.Errorf("%d children of %d came into %s, which admits none", n, a, at.Key()))
			}
		}
	}
	return errors.Join(faults...)
}
