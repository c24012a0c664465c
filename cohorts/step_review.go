package cohorts

// review is the rest of a term for those who have a plan: it is reviewed
// within twelve months [CFA14 s44], and may then be ended because the
// provision is no longer necessary or education is finished [CFA14 s45,
// SENDREG14 r29-r31], or changed. The service can hold only so many reviews;
// what they bring comes slower where it falls behind.
//
// Worked sum: 200 children with hazards of 0.03 a year needs met and 0.09 to a
// special school meet, in an autumn, one of the two with chance
// 1 - exp(-0.04): 7.8 children, a quarter of them needs met.
func (t *turn) review() {
	t.tables.hazards(t.years, t.throughput(), &t.p.Review.Leaving[t.term], t.Term.Part == Summer)
	t.draw()
	t.leave()
	t.changeNeeds()
	t.changeSettings()
	t.grant()
}

// throughput holds the reviews of the term and returns the share held of those
// due, relative to the share at the start.
func (t *turn) throughput() float64 {
	const perYear = 24 // halves of a month
	months := int32(t.Term.Part.Months())
	plans := t.Plans()
	fallen := (2*plans*months + perYear/2) / perYear
	due := fallen + t.ReviewsOwed
	held := min(due, whole(t.p.Review.Capacity[t.term]*t.f.Reviews))
	t.out.ReviewsDue, t.out.ReviewsHeld = fallen, held
	t.ReviewsOwed = min(due-held, plans)
	if due == 0 {
		return 1
	}
	return float64(held) / float64(due) / t.p.Review.Held
}

// leave ends the plans of those whose needs are met, who move out, and who
// finish education.
func (t *turn) leave() {
	s, ended := t.State, &t.out.Ended
	for _, f := range t.fates.all(needsMet) {
		s.move(f.code, -1)
		if a := f.age(); a <= 18 {
			s.Support[a]++
		} else {
			s.Without[a]++
		}
	}
	ended[NeedsMet] += int32(t.fates.n[needsMet])
	out, finished := &t.tables.out, &t.tables.finished
	for _, f := range t.fates.all(movesOut) {
		s.move(f.code, -1)
		ended[out[f.age()].Pick(f.word(1))]++
	}
	for _, f := range t.fates.all(finishes) {
		a := f.age()
		s.move(f.code, -1)
		s.Without[a]++
		ended[finished[a].Pick(f.word(1))]++
	}
}

// changeNeeds records another primary need.
func (t *turn) changeNeeds() {
	s, tables := t.State, &t.tables
	for _, f := range t.fates.all(changesNeed) {
		c := CellOf(int(f.code))
		s.move(f.code, -1)
		c.Need = tables.needAfter(c, f.word(1))
		s.enter(uint32(c.Code()), 1)
	}
	t.out.NeedChanged += int32(t.fates.n[changesNeed])
}

// changeSettings lets children wish for another setting.
func (t *turn) changeSettings() {
	movers, tables := t.fates.all(changesSetting), &t.tables
	room, stand := t.room(len(movers)), 0
	for i := range movers {
		f := &movers[i]
		c := CellOf(int(f.code))
		to := tables.moveTo(c, f.rest)
		room[stand] = wish{f.key, f.child, f.code, ask{to, mayStay}}
		stand += int(counted(to != c.Setting))
	}
	t.stand(stand)
}
