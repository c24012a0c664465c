package cohorts

// decide tells the family within six weeks whether the authority will assess
// [CFA14 s36(3), SENDREG14 r5]. Requests carried from earlier terms are all
// decided; of this term's, those whose six weeks end in it.
//
// Worked sum: a spring has 13.04 weeks, so 1 - 6/13.04 = 0.54 of its requests
// are decided in it.
func (t *turn) decide() {
	inTerm := 1 - DecideWeeks/t.Term.Part.Weeks()
	for a := range Age(NumAges) {
		if t.Requested[a]+t.fresh[a] == 0 {
			continue
		}
		key := t.key.Nth(uint64(a))
		now := among(key, 0, t.fresh[a], inTerm)
		decided := t.Requested[a] + now
		t.Requested[a] = t.fresh[a] - now

		agree, withdraw := t.tables.agree[phase(a)], t.p.Pipeline.Withdraw[phase(a)]
		agreed := among(key, 1, decided, agree)
		withdrawn := among(key, 2, decided-agreed, rest(withdraw, agree))
		refused := decided - agreed - withdrawn
		contested := among(key, 3, refused, t.tables.lodge[AgainstRefusal])

		t.begun[a] += agreed
		t.Support[a] += withdrawn + refused - contested
		t.lodged[AgainstRefusal][a] += contested
		t.out.Agreed += agreed
		t.out.Withdrawn += withdrawn
		t.out.Refused += refused
		t.out.Lodged[AgainstRefusal] += contested
	}
}

// rest is the chance of a second thing among those whom a first, of chance p,
// has passed by.
func rest(second, p float64) float64 {
	if p >= 1 {
		return 0
	}
	return second / (1 - p)
}
