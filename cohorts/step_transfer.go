package cohorts

import (
	"math/bits"

	"sendsim/internal/rng"
)

// atBorder are the ages at which children in a setting cross a border, a bit
// each.
var atBorder = func() (ages [NumSettings]uint32) {
	for s := range NumSettings {
		for a := range Age(NumAges) {
			_, ok := BorderOf(a, s)
			ages[s] |= uint32(counted(ok)) << a
		}
	}
	return ages
}()

// transfer moves children across the borders between phases: into school, to
// year 7, past 16, at 19. The plan is reviewed and amended for the new setting
// by 15 February or 31 March before [SENDREG14 r18].
//
// Worked sum: 100 children in mainstream at 11 whose row says 0.8 stay, 0.2
// state special, with a tilt of 2 for their need: 0.4/(0.8+0.4) = 1/3 of them
// wish for a special school.
func (t *turn) transfer() {
	for _, at := range t.atBorders() {
		t.cross(CellOf(int(at.code)), at)
	}
	t.grant()
}

// cohort is the children of a cell.
type cohort struct {
	code uint32
	n    int32
}

// atBorders lists the cells of the ages at which borders are crossed, with
// their children before anyone crosses.
func (t *turn) atBorders() []cohort {
	list, plans := t.crossing[:0], &t.State.plans
	for row, held := range &t.State.held {
		for ages := held & atBorder[row/int(NumNeeds)]; ages != 0; ages &= ages - 1 {
			code := row*ageSlots + bits.TrailingZeros32(ages)
			list = append(list, cohort{uint32(code), plans[code]})
		}
	}
	return list
}

// cross lets every child of a cell wish for a setting beyond the border. To
// wish for one's own is to stay.
func (t *turn) cross(c Cell, of cohort) {
	key := t.key.Nth(uint64(of.code))
	row := t.tables.transferRow(c)
	if of.n > oneByOne {
		t.crossTogether(c, of, key, row)
		return
	}
	room, stand, how := t.room(int(of.n)), 0, c.standing()
	for i := range uint32(of.n) {
		to := Setting(row.Pick(key.Word(wordsPerChild * uint64(i))))
		room[stand] = wish{key, i, of.code, ask{to, how}}
		stand += int(counted(to != c.Setting))
	}
	t.stand(stand)
}

// crossTogether draws how many of a large cell wish for each setting. Where it
// is not rationed they go at once.
func (t *turn) crossTogether(c Cell, of cohort, key rng.Key, row *rng.Shares) {
	room, stand, how := t.room(int(of.n)), 0, c.standing()
	child := uint32(0)
	row.Split(key, wordsPerChild, int(of.n), func(at, n int) {
		to := Setting(at)
		switch {
		case to == c.Setting:
			return
		case to.Rationed():
			for i := range uint32(n) {
				room[stand] = wish{key, child + i, of.code, ask{to, how}}
				stand++
			}
		default:
			t.sendTogether(c, to, int32(n))
		}
		child += uint32(n)
	})
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
