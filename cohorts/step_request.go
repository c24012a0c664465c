package cohorts

// request asks the authority for an assessment of a child's education, health
// and care needs: a parent, the young person, or the school [CFA14 s36(1)].
//
// Worked sum: a Demand of 250 requests in the term and FromSupport of 0.0001
// at age 9 give each of 300 children on SEN support the chance 1 - exp(-0.025):
// 7.4 requests on average.
func (t *turn) request() {
	pl := &t.p.Pipeline
	var known, direct [NumAges]float64
	for a := range NumAges {
		f := pl.Demand[t.term] * t.tables.request[a]
		known[a], direct[a] = pl.FromSupport[a]*f, pl.Direct[a]*f
	}
	fromSupport := hits(t.key, 0, &t.Support, &known)
	others := hits(t.key, 1, &t.Without, &direct)
	for a := range NumAges {
		t.Support[a] -= fromSupport[a]
		t.Without[a] -= others[a]
		t.fresh[a] = fromSupport[a] + others[a]
	}
	t.out.Requests = t.fresh.Total()
	t.out.DirectRequests = others.Total()
}
