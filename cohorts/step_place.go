package cohorts

// place names the setting of each new plan, and of each child who arrives with
// one: the family's preference, if there is a place [CFA14 s39, s42]. Children
// who won a dispute about their placement claim theirs in the same step. Who
// wishes for a setting that is not rationed is there at once, and no wish
// stands; it takes no branch.
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
	entrants, s, out := t.tables.entrants(a), t.State, t.out
	room, stand := t.room(int(n)), 0
	for i := range uint32(n) {
		plan := entrants.pick(key.Word(wordsPerChild * uint64(i)))
		room[stand] = wish{key, i, plan.outside(), ask{plan.to, issued}}
		stand += int(plan.waits)
		there := 1 - int32(plan.waits)
		s.enter(plan.code, there)
		out.NewPlans[plan.to] += there
	}
	t.stand(stand)
	contested := among(key, 4, n, &t.tables.contest)
	t.Disputing[AgainstPlacement][a] += contested
	out.Lodged[AgainstPlacement] += contested
}

// placeArrived places the children of an age who arrive with a plan.
func (t *turn) placeArrived(a Age) {
	key := t.key.Nth(uint64(NumAges) + uint64(a))
	needs, settings, s := &t.tables.needs[a], &t.tables.arrived[a], t.State
	room, stand := t.room(int(t.arrivals[a])), 0
	for i := range uint32(len(room)) {
		at := wordsPerChild * uint64(i)
		need, to := Need(needs.Pick(key.Word(at))), Setting(settings.Pick(key.Word(at+1)))
		room[stand] = wish{key, i, uint32(Cell{a, need, outside}.Code()), ask{to, arriving}}
		waits := counted(to.Rationed())
		stand += int(waits)
		s.enter(uint32(Cell{a, need, to}.Code()), 1-waits)
	}
	t.stand(stand)
}
