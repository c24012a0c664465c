package cohorts

// place names the setting of each new plan, and of each child who arrives with
// one: the family's preference, if there is a place [CFA14 s39, s42]. Children
// who won a dispute about their placement claim theirs in the same step.
//
// Worked sum: 40 new plans wish for a state special school that has 25 places
// free: 25 are placed, and of the other 15, with Overflow 0.35, 0.45, 0.2, on
// average 5.25 go to independent special schools, 6.75 get an enhanced package
// and 3 wait.
func (t *turn) place() {
	for a := range Age(NumAges) {
		t.placeIssued(a)
		t.placeArrived(a)
	}
	t.ration()
}

// placeIssued places the new plans of an age, and counts those contested.
func (t *turn) placeIssued(a Age) {
	n := t.issued[a]
	if n == 0 {
		return
	}
	key := t.key.Nth(uint64(a))
	needs := t.tables.needRow(a)
	for i := range uint64(n) {
		at := wordsPerChild * i
		need := needs.pick(uniform(key, at))
		m := mover{Cell: Cell{a, need, outside}, must: true, fresh: true}
		t.wish(key, i, m, t.tables.newRow(a, need).pick(uniform(key, at+1)))
	}
	contested := among(key, 4, n, t.tables.lodge[AgainstPlacement])
	t.Disputing[AgainstPlacement][a] += contested
	t.out.Lodged[AgainstPlacement] += contested
}

// placeArrived places the children of an age who arrive with a plan.
func (t *turn) placeArrived(a Age) {
	key := t.key.Nth(uint64(NumAges) + uint64(a))
	for i := range uint64(t.arrivals[a]) {
		at := wordsPerChild * i
		need := t.tables.needs[a].pick(uniform(key, at))
		m := mover{Cell: Cell{a, need, outside}, must: true}
		t.wish(key, i, m, t.tables.arrived[a].pick(uniform(key, at+1)))
	}
}
