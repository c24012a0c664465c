package cohorts

import "sendsim/internal/rng"

// identify puts children on SEN support and releases others from it: a school
// uses its best endeavours to make the provision called for [CFA14 s66].
//
// Worked sum: 1,000 children with a hazard of 0.12 a year over an autumn of 4
// months: 1,000 x (1 - exp(-0.04)) = 39.2 are identified on average.
func (t *turn) identify() {
	for a := range t.Without {
		p := phase(Age(a))
		on := t.years * t.p.Support.Identify[a] * t.f.Identify[p]
		off := t.years * t.p.Support.Release[a] * t.f.Release[p]
		in := int32(rng.BinomialHazard(uniform(t.key, uint64(2*a)), int(t.Without[a]), on))
		out := int32(rng.BinomialHazard(uniform(t.key, uint64(2*a+1)), int(t.Support[a]), off))
		t.Without[a] += out - in
		t.Support[a] += in - out
		t.out.Identified += in
		t.out.Released += out
	}
}
