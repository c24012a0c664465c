package cohorts

// identify puts children on SEN support and releases others from it: a school
// uses its best endeavours to make the provision called for [CFA14 s66].
//
// Worked sum: 1,000 children with a hazard of 0.12 a year over an autumn of 4
// months: 1,000 x (1 - exp(-0.04)) = 39.2 are identified on average.
func (t *turn) identify() {
	var on, off [NumAges]float64
	for a := range NumAges {
		p := phase(Age(a))
		on[a] = t.years * t.p.Support.Identify[a] * t.f.Identify[p]
		off[a] = t.years * t.p.Support.Release[a] * t.f.Release[p]
	}
	identified := hits(t.key, 0, &t.Without, &on)
	released := hits(t.key, 1, &t.Support, &off)
	for a := range NumAges {
		t.Without[a] += released[a] - identified[a]
		t.Support[a] += identified[a] - released[a]
	}
	t.out.Identified = identified.Total()
	t.out.Released = released.Total()
}
