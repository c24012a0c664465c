package cohorts

import "sendsim/internal/rng"

// carriedOver is the children at each age whose assessment was begun last
// term, and before.
type carriedOver [2]ByAge

// assess finishes assessments that are due, as many as the service can, and
// decides whether to issue a plan, which is final 20 weeks after the request
// [CFA14 s36, s37; SENDREG14 r13]. The rest is the backlog.
//
// Worked sum: 90 assessments begun last term with Finish 0.5 and 60 begun
// before with 0.7 make 87 ready on average; a capacity of 80 leaves 70 in the
// backlog.
func (t *turn) assess() {
	var able carriedOver
	var all int32
	for which := range able {
		carried, finish := &t.Assessing[which], &t.tables.finish[which]
		for a, n := range carried {
			ready := among(t.assessing(a, which), 0, n, finish)
			able[which][a] = ready
			all += ready
		}
	}
	if limit := whole(t.p.Pipeline.Capacity[t.term] * t.f.Capacity); all > limit {
		t.limit(&able, int(limit))
	}
	for a := range Age(NumAges) {
		t.finish(a, 0, able[0][a])
		t.finish(a, 1, able[1][a])
		t.Assessing[1][a] += t.Assessing[0][a] - able[0][a] - able[1][a]
	}
	t.Assessing[0] = ByAge{}
}

// assessing is the address of the assessments of an age, begun last term (0)
// or before (1).
func (t *turn) assessing(a, which int) rng.Key { return t.key.Nth(uint64(2*a + which)) }

// limit takes a random subset of the assessments that could be finished.
func (t *turn) limit(able *carriedOver, n int) {
	lots := t.lots[:0]
	for which := range able {
		for a, ready := range &able[which] {
			key := t.assessing(a, which)
			for i := range uint64(ready) {
				lots = append(lots, lot{key.Word(wordsPerChild*i + 1), int32(which*NumAges + a)})
			}
		}
	}
	keepFirst(lots, n)
	for _, l := range lots[n:] {
		able[int(l.of)/NumAges][int(l.of)%NumAges]--
	}
	t.lots = lots
}

// finish decides n assessments of an age.
func (t *turn) finish(a Age, which int, n int32) {
	if n == 0 {
		return
	}
	key := t.assessing(int(a), which)
	plans, contested, _ := t.tables.assessed[phase(a)].among(key, 2, n)
	t.issue(a, plans)
	t.lodged[AgainstNoPlan][a] += contested
	t.Support[a] += n - plans - contested
	t.out.Finished += n
	t.out.IssuedAfterAssessment += plans
	if which == 0 {
		t.out.IssuedInTime += plans
	}
	t.out.NotIssued += n - plans
	t.out.Lodged[AgainstNoPlan] += contested
}

// issue makes n new plans, to be placed later in the term.
func (t *turn) issue(a Age, n int32) {
	t.issued[a] += n
	t.out.Issued += n
}
