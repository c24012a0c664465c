package oracle

import (
	"reflect"
	"slices"
	"testing"

	"sendsim/cohorts"
)

// ledger checks one future of the synthetic authority term by term.
type ledger struct {
	t      *testing.T
	before *cohorts.State
}

func (l *ledger) same(what string, term cohorts.Term, got, want int) {
	l.t.Helper()
	if got != want {
		l.t.Errorf("%v: %s: %d, expected %d", term, what, got, want)
	}
}

func (l *ledger) each(s *cohorts.State, f *cohorts.Flows) {
	b := l.before
	l.before = s
	term := lived(s)
	autumn := term.Part == cohorts.Autumn
	gone := f.AgedOut + f.Ended[cohorts.MovedAuthority] + f.Ended[cohorts.MovedAbroad] +
		f.Ended[cohorts.Died]
	l.same("population", term, int(s.Population()-b.Population()), int(f.Births+f.Migration+f.Arrived-gone))
	l.same("plans", term, int(s.Plans()-b.Plans()), int(f.Issued+f.Arrived-f.EndedInAll()))

	won := func(g cohorts.Stage) int {
		return int(f.Resolved[g][cohorts.Conceded] + f.Resolved[g][cohorts.Upheld])
	}
	over := int(b.Aged(cohorts.MaxAge)) // all of 25, however they stand
	for _, standing := range []cohorts.ByAge{
		b.Without, b.Support, b.Requested, b.Assessing[0], b.Assessing[1],
		b.Disputing[cohorts.AgainstRefusal], b.Disputing[cohorts.AgainstNoPlan],
	} {
		over += int(standing[cohorts.MaxAge])
	}
	l.same("aged out", term, int(f.AgedOut), over*int(b2f(autumn)))
	l.same("max age", term, int(f.Ended[cohorts.ReachedMaxAge]), int(b.Aged(cohorts.MaxAge))*int(b2f(autumn)))
	left := b.ReviewsOwed + f.ReviewsDue - f.ReviewsHeld
	if s.ReviewsOwed > left || s.ReviewsOwed < left && s.ReviewsOwed < s.Plans() {
		l.t.Errorf("%v: %d reviews owed, where %d were left over among %d plans", term, s.ReviewsOwed, left, s.Plans())
	}

	l.same("finished", term, int(f.Finished), int(f.IssuedAfterAssessment+f.NotIssued))
	l.same("issued", term, int(f.Issued), int(f.IssuedAfterAssessment)+won(cohorts.AgainstNoPlan))
	sum := 0
	for _, n := range f.NewPlans {
		sum += int(n)
	}
	l.same("new plans", term, sum, int(f.Issued))
	sum = 0
	for _, n := range f.Unplaced {
		sum += int(n)
	}
	l.same("unplaced", term, sum, int(f.ToIndependent+f.ToEnhanced+f.ToWaiting))

	if !autumn { // nobody grows older, so each stock has its own account
		l.same("requested", term, total(s.Requested)-total(b.Requested),
			int(f.Requests-f.Agreed-f.Refused-f.Withdrawn))
		l.same("assessing", term,
			total(s.Assessing[0])+total(s.Assessing[1])-total(b.Assessing[0])-total(b.Assessing[1]),
			int(f.Agreed-f.Finished)+won(cohorts.AgainstRefusal))
		for g := range cohorts.NumStages {
			resolved := won(g) + int(f.Resolved[g][cohorts.Lost])
			l.same("disputing", term, total(s.Disputing[g])-total(b.Disputing[g]), int(f.Lodged[g])-resolved)
		}
	}
	for _, r := range rationed {
		if s.In(r) > max(s.Places[r], b.In(r)) {
			l.t.Errorf("%v: %d children on %d places in %s, where %d were", term, s.In(r), s.Places[r], r.Key(), b.In(r))
		}
	}
	// Who is in a setting that does not admit the age was there before.
	for at := range cohorts.NumSettings {
		for a := range cohorts.Age(cohorts.NumAges) {
			from := a
			if autumn {
				from--
			}
			if !at.Admits(a) && inSetting(s, a, at) > inSetting(b, from, at) {
				l.t.Errorf("%v: somebody of %d came into %s", term, a, at.Key())
			}
			border := a == 4 || a == 11 || a == 16 || a == 19
			if autumn && border && !at.Admits(a) && inSetting(s, a, at) > 0 {
				l.t.Errorf("%v: somebody of %d is still in %s", term, a, at.Key())
			}
		}
	}
}

func inSetting(s *cohorts.State, a cohorts.Age, at cohorts.Setting) (n int32) {
	s.EachCell(func(c cohorts.Cell, k int32) {
		if c.Age == a && c.Setting == at {
			n += k
		}
	})
	return n
}

func TestAccount(t *testing.T) {
	p, start := Synthetic()
	u := seeded(11)
	for range 10 {
		l := &ledger{t: t, before: start}
		Future(p, start, Levers, SyntheticTerms, u, l.each)
	}
}

func TestInputsStay(t *testing.T) {
	p, start := Synthetic()
	q, again := Synthetic()
	Future(p, start, Levers, 12, seeded(12), func(*cohorts.State, *cohorts.Flows) {})
	if !reflect.DeepEqual(p, q) || !reflect.DeepEqual(start, again) {
		t.Error("a future changed what it was given")
	}
}

func TestSameLuckSameFuture(t *testing.T) {
	p, start := Synthetic()
	var lives [2][]*cohorts.State
	for i := range lives {
		Future(p, start, Levers, 12, seeded(13), func(s *cohorts.State, _ *cohorts.Flows) { lives[i] = append(lives[i], s) })
	}
	if !reflect.DeepEqual(lives[0], lives[1]) {
		t.Error("the same numbers drawn led to another future")
	}
}

// TestStill has nothing at work: ages go up and nothing else moves.
func TestStill(t *testing.T) {
	_, start := Synthetic()
	start.ReviewsOwed = 0
	p := quiet()
	start.EachCell(func(c cohorts.Cell, n int32) {
		if c.Setting == cohorts.EarlyYearsSetting || c.Setting == cohorts.FurtherEducation && c.Age < 14 ||
			c.Age >= 15 && c.Age < 19 && !c.Setting.Admits(19) {
			start.Put(c, -n) // they would have to leave at a border of these four autumns
		}
	})
	months := map[cohorts.Part]int32{cohorts.Autumn: 4, cohorts.Spring: 3, cohorts.Summer: 5}
	// Requests carried are decided and assessments stay: neither waits for a hazard.
	start.Requested = cohorts.ByAge{}
	lastTerm := start.Assessing[0]
	start.Assessing[0] = cohorts.ByAge{}
	for a, n := range lastTerm {
		start.Assessing[1][a] += n
	}
	shift := 0
	terms := 0
	Future(p, start, rest, 12, seeded(14), func(s *cohorts.State, f *cohorts.Flows) {
		terms++
		agedOut, ended := int32(0), int32(0)
		if lived(s).Part == cohorts.Autumn {
			shift++
			over := cohorts.Age(cohorts.NumAges - shift)
			ended = start.Aged(over)
			agedOut = ended // and those without a plan
			for _, b := range []cohorts.ByAge{
				start.Without, start.Support, start.Assessing[1],
				start.Disputing[cohorts.AgainstRefusal], start.Disputing[cohorts.AgainstNoPlan],
			} {
				agedOut += b[over]
			}
		}
		due := (2*s.Plans()*months[lived(s).Part] + 12) / 24
		want := cohorts.Flows{AgedOut: agedOut, ReviewsDue: due, ReviewsHeld: due}
		want.Ended[cohorts.ReachedMaxAge] = ended
		if *f != want {
			t.Errorf("%v: flows %+v, expected %+v", lived(s), *f, want)
		}
		expected := cohorts.State{Term: s.Term, Places: s.Places}
		for a := range cohorts.NumAges - shift {
			expected.Without[a+shift] = start.Without[a]
			expected.Support[a+shift] = start.Support[a]
			expected.Assessing[1][a+shift] = start.Assessing[1][a]
			for g := range cohorts.NumStages {
				expected.Disputing[g][a+shift] = start.Disputing[g][a]
			}
		}
		start.EachCell(func(c cohorts.Cell, n int32) {
			if c.Age += cohorts.Age(shift); c.Age <= cohorts.MaxAge {
				expected.Put(c, n)
			}
		})
		if !reflect.DeepEqual(*s, expected) {
			t.Errorf("%v: somebody moved", lived(s))
		}
	})
	if terms != 12 || shift != 4 {
		t.Errorf("%d terms, %d autumns", terms, shift)
	}
}

// TestEverythingHappens says that the synthetic authority exercises every rule.
func TestEverythingHappens(t *testing.T) {
	p, start := Synthetic()
	u := seeded(15)
	if err := p.Check(SyntheticTerms); err != nil {
		t.Error(err)
	}
	if start.Plans() != 300 || start.Population() < 4950 || start.Population() > 5050 {
		t.Errorf("%d plans among %d children", start.Plans(), start.Population())
	}
	for name, policy := range map[string]func(cohorts.Term) cohorts.Factors{"rest": rest, "levers": Levers} {
		seen := map[string]int{}
		for range 60 {
			before := start
			Future(p, start, policy, SyntheticTerms, u, func(s *cohorts.State, f *cohorts.Flows) {
				for _, q := range counts(f) {
					seen[q.name] += q.value
				}
				note := func(what string, is bool) { seen[what] += int(b2f(is)) }
				note("inflow", f.Migration > 0)
				note("outflow", f.Migration < 0)
				note("assessments capped", s.Assessing[1].Total() > 8)
				note("no backlog", s.Assessing[1].Total() < 4)
				note("reviews owed", s.ReviewsOwed > 0 && s.ReviewsOwed < s.Plans())
				note("as many reviews owed as plans", before.ReviewsOwed+f.ReviewsDue-f.ReviewsHeld > s.ReviewsOwed)
				note("reviews all held", s.ReviewsOwed == 0)
				for _, r := range rationed {
					note("full "+r.Key(), s.In(r) == s.Places[r])
					note("ample "+r.Key(), s.In(r) < s.Places[r])
					planned := p.Placement.Places[s.Term.Index()-p.First.Index()-1][r] + policy(before.Term).Places[r]
					note("not built "+r.Key(), s.Places[r] < int32(planned))
				}
				note("more than places", s.In(cohorts.StateSpecial) > s.Places[cohorts.StateSpecial])
				note("enhanced", s.In(cohorts.Enhanced) > 0)
				note("plans at 25", s.Aged(cohorts.MaxAge) > 0)
				note("a dispute dropped at 25", before.Disputing[cohorts.AgainstPlacement][25] > 0)
				s.EachCell(func(c cohorts.Cell, n int32) {
					if c.Setting == cohorts.MainstreamSchool && n > 0 {
						note("at school at 18", c.Age == 18) // and next autumn not
						note("a dispute for no place", c.Age >= 19 && s.Disputing[cohorts.AgainstPlacement][c.Age] > 0)
					}
				})
				before = s
			})
		}
		for what, n := range seen {
			never := slices.ContainsFunc(cohorts.Settings(), func(s cohorts.Setting) bool {
				return what == "unplaced in "+s.Key() && !isRationed(s)
			})
			if never {
				if n != 0 {
					t.Errorf("%s: %s: %d times", name, what, n)
				}
			} else if n == 0 && what != "migration" {
				t.Errorf("%s: %s: never", name, what)
			}
		}
	}
}
