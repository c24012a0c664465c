package cohorts

import (
	"math/bits"

	"sendsim/internal/rng"
)

// review is the rest of a term for those who have a plan: it is reviewed
// within twelve months [CFA14 s44], and may then be ended because the
// provision is no longer necessary or education is finished [CFA14 s45,
// SENDREG14 r29-r31], or changed. The service can hold only so many reviews;
// what they bring comes slower where it falls behind.
//
// Worked sum: 200 children with hazards of 0.03 a year needs met and 0.09 to a
// special school meet, in an autumn, one of the two with chance
// 1 - exp(-0.04): 7.8 children, a quarter of them needs met.
func (t *turn) review() {
	t.tables.hazards(t.years, t.throughput(), t.p.Review.Leaving[t.term], t.Term.Part == Summer)
	for row, ages := range t.held {
		if ages == 0 {
			continue
		}
		of := t.tables.hazardsOf(row)
		for ; ages != 0; ages &= ages - 1 {
			a := Age(bits.TrailingZeros32(ages))
			code := row*ageSlots + int(a)
			n, h := int(t.plans[code]), of.at(a)
			if u := uniform(t.key, uint64(code)); u < float64(n)*h {
				t.meet(code, rng.BinomialHazard(u, n, h), h)
			}
		}
	}
	t.ration()
}

// throughput holds the reviews of the term and returns the share held of those
// due, relative to the share at the start.
func (t *turn) throughput() float64 {
	const perYear = 24 // halves of a month
	months := int32(t.Term.Part.Months())
	plans := t.Plans()
	fallen := (2*plans*months + perYear/2) / perYear
	due := fallen + t.ReviewsOwed
	held := min(due, whole(t.p.Review.Capacity[t.term]*t.f.Reviews))
	t.out.ReviewsDue, t.out.ReviewsHeld = fallen, held
	t.ReviewsOwed = min(due-held, plans)
	if due == 0 {
		return 1
	}
	return float64(held) / float64(due) / t.p.Review.Held
}

// meet lets n children of a cell each meet one event, of total hazard h.
func (t *turn) meet(code, n int, h float64) {
	c := CellOf(code)
	key := t.key.Nth(uint64(code))
	e := t.tables.events(c)
	for i := range uint64(n) {
		at := wordsPerChild * i
		x := uniform(key, at) * h
		switch {
		case x < e.met:
			t.end(c, NeedsMet)
		case x < e.met+e.out:
			t.end(c, t.tables.out[c.Age].pick(uniform(key, at+1)))
		case x < e.met+e.out+e.finish:
			t.end(c, t.tables.finished[c.Age].pick(uniform(key, at+1)))
		case x < e.met+e.out+e.finish+e.change:
			t.changeNeed(c, uniform(key, at+1))
		default:
			t.wish(key, i, mover{Cell: c}, t.tables.moveTo(c, uniform(key, at+1)))
		}
	}
}

// end ends one plan of a cell.
func (t *turn) end(c Cell, why Reason) {
	t.move(c.Code(), -1)
	t.out.Ended[why]++
	switch {
	case why == MovedAuthority || why == MovedAbroad || why == Died:
	case why == NeedsMet && c.Age <= 18:
		t.Support[c.Age]++
	default:
		t.Without[c.Age]++
	}
}

// changeNeed records another primary need for one child of a cell.
func (t *turn) changeNeed(c Cell, u float64) {
	t.out.NeedChanged++
	t.move(c.Code(), -1)
	t.staying[c.Setting]++
	c.Need = t.tables.changeRow(c).pick(u)
	t.moved = append(t.moved, int32(c.Code()))
}
