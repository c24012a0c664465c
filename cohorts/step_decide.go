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

		p := phase(a)
		agree, withdraw := t.tables.agree[p], t.p.Pipeline.Withdraw[p]
		contest := (1 - withdraw - agree) * t.tables.lodge[AgainstRefusal]
		met := shared(key, 1, decided, [3]float64{withdraw, agree, max(0, contest)})
		withdrawn, agreed, contested := met[0], met[1], met[2]
		refused := decided - agreed - withdrawn

		t.begun[a] += agreed
		t.Support[a] += withdrawn + refused - contested
		t.lodged[AgainstRefusal][a] += contested
		t.out.Agreed += agreed
		t.out.Withdrawn += withdrawn
		t.out.Refused += refused
		t.out.Lodged[AgainstRefusal] += contested
	}
}
