package cohorts

import "sendsim/internal/rng"

// tables are what a worker makes of the parameters of a future and the factors
// of a term, so that a child costs a look-up. A table that few children use is
// made when the first one does; a stamp tells whether it is of the present
// parameters and factors.
type tables struct {
	p *Params
	f Factors

	// Of the parameters.
	future   uint32                    // stamp
	needs    [NumAges]rng.Shares       // of Need
	arrived  [NumAges]rng.Shares       // of Setting
	out      [NumAges]rng.Shares       // of Reason
	finished [NumAges]rng.Shares       // of Reason
	changes  [NumNeeds][NumAges]ByNeed // hazards that a need changes, of all up to each
	settings [NumSettings][numStretches]changes
	moves    [NumSettings][NumNeeds][numStretches]moves

	// Of the factors too, stamped by phase: a policy seldom moves all of them.
	needed   [NumPhases]uint32 // stamp of what new plans are for
	prefer   [NumPhases]uint32 // of what children wish for, at a border
	request  [NumAges]float64
	decided  [NumPhases]ends // of a request: withdrawn, agreed, refused and contested
	assessed [NumPhases]ends // of an assessment: a plan, none and contested
	finish   [2]chance
	contest  chance // of a new plan
	entering [NumAges]entrants
	transfer [len(crossings)][NumSettings][NumNeeds]stamped // of Setting

	own  [NumCells]own
	made [numBlocks]uint64 // cells for which own is made, a bit each

	// Of the term.
	leave    [len(kinds)]leaving
	gone     [NumSettings][ageSlots]float64 // hazard that a plan ends
	years    float64
	reviewed float64            // years times the throughput of reviews
	up, down [NumPhases]float64 // years, and those, times what policies do to such moves
}

// stamped is a row of shares with the stamp of what it was made of.
type stamped struct {
	rng.Shares
	made uint32
}

// crossings are the ages at which borders are crossed.
var crossings = [...]Age{4, 5, 11, 16, 19}

// begin makes the tables that depend on the parameters alone.
func (t *tables) begin(p *Params) {
	if t.p == nil {
		t.f = Rest()
	}
	t.p = p
	t.future++
	for a := range NumAges {
		t.needs[a].Fill(p.Placement.Need[a][:], int(ASD))
		t.arrived[a].Fill(p.Placement.Arrived[a][:], int(NotPlaced))
		t.out[a].Fill(p.Review.OutReasons[a][:], int(MovedAuthority))
		t.finished[a].Fill(p.Review.FinishReasons[a][:], int(Disengaged))
		for n := range NumNeeds {
			sum, upTo := 0.0, &t.changes[n][a]
			for to, h := range &p.Review.Change[a][n] {
				sum += h
				upTo[to] = sum
			}
		}
	}
	t.meet()
}

// under makes the tables that depend on the factors, if they changed.
func (t *tables) under(f *Factors) {
	if t.f != *f {
		was := t.f
		t.f = *f
		for ph := range NumPhases {
			if was.Prefer[ph] != f.Prefer[ph] {
				t.prefer[ph]++
				t.needed[ph]++
			} else if was.RequestNeed[ph] != f.RequestNeed[ph] {
				t.needed[ph]++
			}
			if was.Up[ph] != f.Up[ph] || was.Down[ph] != f.Down[ph] {
				t.moveOtherwise(ph)
			}
		}
		if was.Reserved != f.Reserved {
			t.prefer[Mainstream]++
			t.needed[Mainstream]++
		}
		t.requests()
		t.pipeline()
	}
}

// meet makes the tables of parameters and factors together.
func (t *tables) meet() {
	for ph := range NumPhases {
		t.needed[ph]++
		t.prefer[ph]++
	}
	clear(t.made[:])
	t.requests()
	t.pipeline()
}

// moveOtherwise lets what cells of a phase have of their own be made anew.
func (t *tables) moveOtherwise(ph Phase) {
	for block, cells := range &cellsOf[ph] {
		t.made[block] &^= cells
	}
}

// cellsOf are the cells of each phase, a bit each.
var cellsOf = func() (of [NumPhases][numBlocks]uint64) {
	for code := range NumCells {
		if c := CellOf(code); c.Age <= MaxAge {
			of[c.Phase()][code/blockCells] |= 1 << (code % blockCells)
		}
	}
	return of
}()

// requests makes what the mix of needs does to requests.
func (t *tables) requests() {
	for a := range NumAges {
		ph := phase(Age(a))
		f := 0.0
		for n, share := range t.p.Placement.Need[a] {
			f += float64(share * t.f.RequestNeed[ph][n])
		}
		t.request[a] = f * t.f.Request[ph]
	}
}

// pipeline makes the chances on the way from a request to a plan.
func (t *tables) pipeline() {
	pl := &t.p.Pipeline
	var lodge [NumStages]float64
	for s, chance := range t.p.Disputes.Lodge {
		lodge[s] = Odds(chance, t.f.Lodge[s])
	}
	for ph, withdraw := range pl.Withdraw {
		agree := 0.0
		if heard := 1 - withdraw; heard > 0 {
			agree = heard * Odds(min(1, pl.Agree[ph]/heard), t.f.Agree[ph])
		}
		t.decided[ph] = endsOf(withdraw, agree, max(0, 1-withdraw-agree)*lodge[AgainstRefusal])
		issue := Odds(pl.Issue[ph], t.f.Issue[ph])
		t.assessed[ph] = endsOf(issue, (1-issue)*lodge[AgainstNoPlan], 0)
	}
	for i, chance := range pl.Finish {
		t.finish[i] = chanceOf(Odds(chance, t.f.Finish))
	}
	t.contest = chanceOf(lodge[AgainstPlacement])
}

// transferRow is the settings that children of a cell at a border wish for.
func (t *tables) transferRow(c Cell) *rng.Shares {
	r := &t.transfer[crossing[c.Age]][c.Setting][c.Need]
	if stamp := t.prefer[phase(c.Age)]; r.made != stamp {
		r.made = stamp
		b, _ := BorderOf(c.Age, c.Setting)
		w := t.p.Placement.Transfer[b][c.Setting]
		stay, empty := w[c.Setting], c.Setting
		if c.mustLeave() {
			stay, empty = 0, NotPlaced
		}
		tilt, prefer := t.p.Placement.Tilt[c.Need], &t.f.Prefer[phase(c.Age)]
		t.f.Reserved.draw(c.Age, c.Need, &tilt)
		for s := range NumSettings {
			w[s] *= tilt[s] * prefer[s] * admits[c.Age][s]
		}
		w[c.Setting] = stay
		r.Fill(w[:], int(empty))
	}
	return &r.Shares
}

// admits is 1 where a setting admits an age, else 0.
var admits = func() (of [NumAges]BySetting) {
	for a := range of {
		for s := range NumSettings {
			of[a][s] = float64(counted(s.Admits(Age(a))))
		}
	}
	return of
}()

// crossing is the place of an age among the crossings.
var crossing = func() (at [NumAges]int) {
	for i, a := range crossings {
		at[a] = i
	}
	return at
}()

// changing is the yearly hazard that the need of a cell's children changes.
func (t *tables) changing(c Cell) float64 { return t.changes[c.Need][c.Age][NumNeeds-1] }

// needAfter is the need to which that of a child of a cell changes, found as
// moveTo finds a setting.
func (t *tables) needAfter(c Cell, word uint64) Need {
	upTo := &t.changes[c.Need][c.Age]
	luck, passed := rng.Uniform(word)*upTo[NumNeeds-1], Need(0)
	for i := range upTo {
		passed += Need(counted(luck >= upTo[i]))
	}
	for passed == NumNeeds || t.p.Review.Change[c.Age][c.Need][passed] == 0 { // where rounding leaves some luck
		passed--
	}
	return passed
}
