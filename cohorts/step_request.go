package cohorts

import "sendsim/internal/rng"

// request asks the authority for an assessment of a child's education, health
// and care needs: a parent, the young person, or the school [CFA14 s36(1)].
//
// Worked sum: a Demand of 250 requests in the term and FromSupport of 0.0001
// at age 9 give each of 300 children on SEN support the chance 1 - exp(-0.025):
// 7.4 requests on average.
func (t *turn) request() {
	demand := t.p.Pipeline.Demand[t.term]
	for a := range t.Support {
		f := demand * t.tables.request[a]
		known := int32(rng.BinomialHazard(uniform(t.key, uint64(2*a)), int(t.Support[a]), t.p.Pipeline.FromSupport[a]*f))
		direct := int32(rng.BinomialHazard(uniform(t.key, uint64(2*a+1)), int(t.Without[a]), t.p.Pipeline.Direct[a]*f))
		t.Support[a] -= known
		t.Without[a] -= direct
		t.fresh[a] = known + direct
		t.out.Requests += known + direct
		t.out.DirectRequests += direct
	}
}
