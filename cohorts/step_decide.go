package cohorts

// decide tells the family within six weeks whether the authority will assess
// [CFA14 s36(3), SENDREG14 r5]. Requests carried from earlier terms are all
// decided; of this term's, those whose six weeks end in it.
//
// Worked sum: a spring has 13.04 weeks, so 1 - 6/13.04 = 0.54 of its requests
// are decided in it.
func (t *turn) decide() {
	s, out := t.State, t.out
	inTerm := chanceOf(1 - DecideWeeks/s.Term.Part.Weeks())
	for a := range Age(NumAges) {
		fresh, carried := t.fresh[a], s.Requested[a]
		if fresh+carried == 0 {
			continue
		}
		key := t.key.Nth(uint64(a))
		now := among(key, 0, fresh, &inTerm)
		decided := carried + now
		withdrawn, agreed, contested := t.tables.decided[phase(a)].among(key, 1, decided)
		refused := decided - agreed - withdrawn

		s.Requested[a] = fresh - now
		t.begun[a] += agreed
		s.Support[a] += withdrawn + refused - contested
		t.lodged[AgainstRefusal][a] += contested
		out.Agreed += agreed
		out.Withdrawn += withdrawn
		out.Refused += refused
		out.Lodged[AgainstRefusal] += contested
	}
}
