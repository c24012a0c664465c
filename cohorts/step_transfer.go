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
// To wish for one's own setting is to stay.
func (t *turn) cross(b Border, c Cell, code int) {
	key := t.key.Nth(uint64(code))
	row := t.tables.transferRow(b, c)
	n := int(t.plans[code])
	room, stand := t.room(n), 0
	how := c.standing()
	if n <= oneByOne {
		for i := range uint32(n) {
			to := Setting(row.Pick(key.Word(wordsPerChild * uint64(i))))
			room[stand] = wish{key, i, int32(code), ask{to, how}}
			if to != c.Setting {
				stand++
			}
		}
	} else {
		row.Split(key, wordsPerChild, n, func(to, n int) {
			if Setting(to) == c.Setting {
				return
			}
			for range n {
				room[stand] = wish{key, uint32(stand), int32(code), ask{Setting(to), how}}
				stand++
			}
		})
	}
	t.stand(stand)
}

// standing is how children of a cell at a border stand.
func (c Cell) standing() standing {
	if c.mustLeave() {
		return mustGo
	}
	return mayStay
}

// mustLeave tells whether the children of a cell at a border cannot stay.
func (c Cell) mustLeave() bool {
	return !c.Setting.Admits(c.Age) || c.Setting == EarlyYearsSetting && c.Age == 5
}
