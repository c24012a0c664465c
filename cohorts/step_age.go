package cohorts

import "sendsim/internal/rng"

// age moves everybody one year on, on 1 September. Those who were 25 leave: a
// plan may be kept to the end of the academic year of the 25th birthday, never
// past it [CFA14 s46]. Then the year's births and the net migration of children
// without a plan come in.
//
// Worked sum: 40 children without a plan aged 25 leave; 30 aged 24 are then
// 25; with Births 1200.25 the children aged 0 are 1,200, in one future of four
// 1,201.
func (t *turn) age() {
	for _, b := range []*ByAge{
		&t.Without, &t.Support, &t.Requested, &t.Assessing[0], &t.Assessing[1],
		&t.Disputing[AgainstRefusal], &t.Disputing[AgainstNoPlan],
	} {
		t.out.AgedOut += b.grow()
	}
	t.Disputing[AgainstPlacement].grow()
	withPlan := t.growPlans()
	t.out.Ended[ReachedMaxAge] += withPlan
	t.out.AgedOut += withPlan

	births := int32(rng.RoundAt(uniform(t.key, 0), t.p.Population.Births[t.autumn()]))
	t.Without[0] += births
	t.out.Births = births
	t.migrate()
}

// autumn is the number of autumns lived before this one.
func (t *turn) autumn() int { return t.term / int(NumParts) }

// migrate adds the net migration of the year to the children without a plan.
func (t *turn) migrate() {
	d := &t.p.Population
	rate := d.Migration[t.autumn()]
	for a := range t.Without {
		x := rate * d.MigrationByAge[a] * float64(t.Without[a])
		n := max(int32(rng.RoundAt(uniform(t.key, uint64(a)+1), x)), -t.Without[a])
		t.Without[a] += n
		t.out.Migration += n
	}
}

// grow makes everyone a year older and returns how many were too old for it.
func (b *ByAge) grow() (out int32) {
	out = b[MaxAge]
	copy(b[1:], b[:MaxAge])
	b[0] = 0
	return out
}

// growPlans makes every child with a plan a year older and returns how many
// plans ended by age.
func (s *State) growPlans() (out int32) {
	for row, ages := range s.held {
		if ages == 0 {
			continue
		}
		cells := s.plans[row*ageSlots : row*ageSlots+NumAges]
		gone := cells[MaxAge]
		copy(cells[1:], cells[:MaxAge])
		cells[0] = 0
		s.bySetting[row/int(NumNeeds)] -= gone
		s.held[row] = ages << 1 & (1<<NumAges - 1)
		out += gone
	}
	return out
}
