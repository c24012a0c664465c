package cohorts

import "sendsim/internal/rng"

// decide tells the family within six weeks whether the authority will assess
// [CFA14 s36(3), SENDREG14 r5]. Requests carried from earlier terms are all
// decided; of this term's, those whose six weeks end in it.
//
// Worked sum: a spring has 13.04 weeks, so 1 - 6/13.04 = 0.54 of its requests
// are decided in it.
func (t *turn) decide() {
	inTerm := rng.Below(1 - DecideWeeks/t.Term.Part.Weeks())
	for a := range t.Requested {
		if t.Requested[a]+t.fresh[a] == 0 {
			continue
		}
		key := t.key.Nth(uint64(a))
		carried := t.Requested[a]
		t.Requested[a] = 0
		for i := range uint64(carried + t.fresh[a]) {
			if i >= uint64(carried) && !inTerm.Met(key.Word(wordsPerChild*i)) {
				t.Requested[a]++
				continue
			}
			t.decideOne(Age(a), uniform(key, wordsPerChild*i+1), uniform(key, wordsPerChild*i+2))
		}
	}
}

// decideOne decides one request, at the luck of the decision and of a dispute.
func (t *turn) decideOne(a Age, decision, dispute float64) {
	p := phase(a)
	switch {
	case decision < t.tables.agree[p]:
		t.begun[a]++
		t.out.Agreed++
	case decision < t.tables.agree[p]+t.p.Pipeline.Withdraw[p]:
		t.Support[a]++
		t.out.Withdrawn++
	default:
		t.out.Refused++
		if dispute < t.tables.lodge[AgainstRefusal] {
			t.lodged[AgainstRefusal][a]++
			t.out.Lodged[AgainstRefusal]++
		} else {
			t.Support[a]++
		}
	}
}
