package cohorts

// finished is an assessment that is ready to be finished.
type finished struct {
	priority uint64
	issue    float64 // luck of the decision to issue
	dispute  float64 // luck of a dispute
	age      Age
	inTime   bool // in the first term in which it was due
}

// lot is the priority of the assessment: the lowest are finished first.
func (f *finished) lot() uint64 { return f.priority }

// assess finishes assessments that are due, as many as the service can, and
// decides whether to issue a plan, which is final 20 weeks after the request
// [CFA14 s36, s37; SENDREG14 r13]. The rest is the backlog.
//
// Worked sum: 90 assessments begun last term with Finish 0.5 and 60 begun
// before with 0.7 make 87 ready on average; a capacity of 80 leaves 70 in the
// backlog.
func (t *turn) assess() {
	t.ready = t.ready[:0]
	var backlog ByAge
	t.due(&backlog, 0)
	t.due(&backlog, 1)
	limit := int(max(0, t.p.Pipeline.Capacity[t.term]*t.f.Capacity))
	if len(t.ready) > limit {
		keepFirst(t.ready, limit)
		for i := range t.ready[limit:] {
			backlog[t.ready[limit+i].age]++
		}
		t.ready = t.ready[:limit]
	}
	for i := range t.ready {
		t.finish(&t.ready[i])
	}
	t.Assessing[0], t.Assessing[1] = ByAge{}, backlog
}

// due lists who of the carried assessments is ready, and puts the others into
// the backlog. Which is 0 for those begun last term, 1 for those begun before.
func (t *turn) due(backlog *ByAge, which int) {
	chance := t.tables.finish[which]
	for a, n := range t.Assessing[which] {
		key := t.key.Nth(uint64(2*a + which))
		for i := range uint64(n) {
			at := wordsPerChild * i
			if uniform(key, at) >= chance {
				backlog[a]++
				continue
			}
			t.ready = append(t.ready, finished{
				priority: key.Word(at + 1),
				issue:    uniform(key, at+2),
				dispute:  uniform(key, at+3),
				age:      Age(a),
				inTime:   which == 0,
			})
		}
	}
}

// finish decides one assessment.
func (t *turn) finish(f *finished) {
	t.out.Finished++
	switch {
	case f.issue < t.tables.issue[phase(f.age)]:
		t.issue(f.age)
		t.out.IssuedAfterAssessment++
		if f.inTime {
			t.out.IssuedInTime++
		}
	case f.dispute < t.tables.lodge[AgainstNoPlan]:
		t.out.NotIssued++
		t.lodged[AgainstNoPlan][f.age]++
		t.out.Lodged[AgainstNoPlan]++
	default:
		t.out.NotIssued++
		t.Support[f.age]++
	}
}

// issue makes a new plan, to be placed later in the term.
func (t *turn) issue(a Age) {
	t.issued[a]++
	t.out.Issued++
}
