package cohorts

import "math/bits"

// transferAges are the ages at which some child crosses a border.
const transferAges = 1<<4 | 1<<5 | 1<<11 | 1<<16 | 1<<19

// transfer moves children across the borders between phases: into school, to
// year 7, past 16, at 19. The plan is reviewed and amended for the new setting
// by 15 February or 31 March before [SENDREG14 r18].
//
// Worked sum: 100 children in mainstream at 11 whose row says 0.8 stay, 0.2
// state special, with a tilt of 2 for their need: 0.4/(0.8+0.4) = 1/3 of them
// wish for a special school.
func (t *turn) transfer() {
	for row, held := range t.held {
		for ages := held & transferAges; ages != 0; ages &= ages - 1 {
			code := row*ageSlots + bits.TrailingZeros32(ages)
			c := CellOf(code)
			if b, ok := BorderOf(c.Age, c.Setting); ok {
				t.cross(b, c, code)
			}
		}
	}
	t.ration()
}

// cross lets every child of a cell wish for a setting beyond the border: one
// by one while they are few, by numbers for each setting when they are many.
func (t *turn) cross(b Border, c Cell, code int) {
	key := t.key.Nth(uint64(code))
	m := mover{Cell: c, must: c.mustLeave()}
	row := t.tables.transferRow(b, c)
	n := t.plans[code]
	if n <= oneByOne {
		for i := range uint64(n) {
			t.wish(key, i, m, row.pick(uniform(key, wordsPerChild*i)))
		}
		return
	}
	var child uint64
	row.split(key, n, func(to Setting, k int32) {
		for range uint64(k) {
			t.wish(key, child, m, to)
			child++
		}
	})
}

// mustLeave tells whether the children of a cell at a border cannot stay.
func (c Cell) mustLeave() bool {
	return !c.Setting.Admits(c.Age) || c.Setting == EarlyYearsSetting && c.Age == 5
}
