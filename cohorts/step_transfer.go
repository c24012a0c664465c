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
	t.grant()
}

// cross lets every child of a cell wish for a setting beyond the border: one
// by one while they are few, by numbers for each setting when they are many.
func (t *turn) cross(b Border, c Cell, code int) {
	w := wish{key: t.key.Nth(uint64(code)), Cell: c, must: c.mustLeave()}
	row := t.tables.transferRow(b, c)
	n := int(t.plans[code])
	room, stand := t.room(n), 0
	ask := func(to Setting) {
		w.to = to
		room[stand] = w
		w.child++
		if to != w.Setting {
			stand++
		}
	}
	if n <= oneByOne {
		for i := range uint64(n) {
			ask(Setting(row.Pick(w.key.Word(wordsPerChild * i))))
		}
	} else {
		row.Split(w.key, wordsPerChild, n, func(to, k int) {
			for range k {
				ask(Setting(to))
			}
		})
	}
	t.stand(stand)
}

// mustLeave tells whether the children of a cell at a border cannot stay.
func (c Cell) mustLeave() bool {
	return !c.Setting.Admits(c.Age) || c.Setting == EarlyYearsSetting && c.Age == 5
}
