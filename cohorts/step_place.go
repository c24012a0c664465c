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
	t.grant()
}

// placeIssued places the new plans of an age, and counts those contested.
func (t *turn) placeIssued(a Age) {
	n := t.issued[a]
	if n == 0 {
		return
	}
	key := t.key.Nth(uint64(a))
	needs := t.tables.needRow(a)
	room := t.room(int(n))
	for i := range room {
		at := wordsPerChild * uint64(i)
		need := Need(needs.Pick(key.Word(at)))
		to := Setting(t.tables.newRow(a, need).Pick(key.Word(at + 1)))
		room[i] = wish{key, uint32(i), int32(Cell{a, need, outside}.Code()), ask{to, issued}}
	}
	t.stand(len(room))
	contested := among(key, 4, n, &t.tables.contest)
	t.Disputing[AgainstPlacement][a] += contested
	t.out.Lodged[AgainstPlacement] += contested
}

// placeArrived places the children of an age who arrive with a plan.
func (t *turn) placeArrived(a Age) {
	key := t.key.Nth(uint64(NumAges) + uint64(a))
	room := t.room(int(t.arrivals[a]))
	for i := range room {
		at := wordsPerChild * uint64(i)
		need := Need(t.tables.needs[a].Pick(key.Word(at)))
		to := Setting(t.tables.arrived[a].Pick(key.Word(at + 1)))
		room[i] = wish{key, uint32(i), int32(Cell{a, need, outside}.Code()), ask{to, arriving}}
	}
	t.stand(len(room))
}
