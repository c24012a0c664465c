package cohorts

import (
	"fmt"
	"math"

	"sendsim/internal/rng"
)

// Scratch is a worker's room to live terms in: tables made from the
// parameters of the future at hand, and lists that are empty between steps.
// It holds nothing that a later term depends on, and no two goroutines share
// one.
type Scratch struct {
	turn     turn
	tables   tables
	wishes   []wish
	queues   queues
	lots     []lot
	back     [numRationed]heldBack
	crossing [numRows * len(crossings)]cohort
	met      [numRows*NumAges + 1]meeting // of the first eight children of a cell
	large    [numRows*NumAges + 1]largeCell
	hits     []hit
	fates    fates
}

// NewScratch is room for one worker.
func NewScratch() *Scratch {
	return &Scratch{
		wishes: make([]wish, 0, 1024),
		lots:   make([]lot, 0, 1024),
	}
}

// Begin makes the scratch ready for a future with the given parameters.
func (w *Scratch) Begin(p *Params) { w.tables.begin(p) }

// Advance lives one term, s.Term: every step of the year in order, under the
// parameters of Begin and the factors f. It puts what happened into out and
// leaves s at the end of the term, with s.Term the next one. The key is the
// future's: all luck of the term has its address below it.
func (w *Scratch) Advance(s *State, f *Factors, future rng.Key, out *Flows) {
	*out = Flows{}
	w.tables.under(f)
	t := &w.turn
	*t = turn{
		State: s, Scratch: w, p: w.tables.p, f: f, out: out,
		term:  s.Term.Index() - w.tables.p.First.Index(),
		years: s.Term.Part.Share(),
	}
	at := future.Nth(uint64(s.Term.Index()))
	defer t.blame()
	t.open()
	for i := range Steps {
		if step := &Steps[i]; step.happens(s.Term.Part) {
			t.step, t.key = step, at.At(step.tag)
			step.Do(t)
		}
	}
	s.Term = s.Term.Next()
}

// turn is one term of one future while it is lived: what the steps see.
type turn struct {
	*State
	*Scratch
	p     *Params
	f     *Factors
	out   *Flows
	step  *Step
	key   rng.Key // of the step
	term  int     // index into the parameters by term
	years float64 // length of the term in years

	unitsBefore float64 // places of resourced provision built in the term before; in the first, in it

	fresh    ByAge // requests of this term
	begun    ByAge // assessments begun this term
	lodged   [NumStages]ByAge
	issued   ByAge // new plans, to be placed
	arrivals ByAge // children with a plan from outside, to be placed
}

// open sets the places of the term: floor of those built as planned and of
// those that policies add.
func (t *turn) open() {
	t.unitsBefore = t.Built[ResourcedProvision]
	if t.term == 0 {
		t.unitsBefore = t.p.Placement.Places[0][ResourcedProvision]
	}
	for s := range NumSettings {
		if s.Rationed() {
			t.Built[s] = t.built(s)
			if t.Term.Part == Spring { // its start is the census
				t.Ample[s] = float64(t.bySetting[s]) < float64(t.p.Placement.Filled*t.Built[s])
			}
			t.Places[s] = whole(t.Built[s] + t.f.Places[s])
		}
	}
	t.reserve(&t.f.Reserved)
}

// built is the places that are there without a policy: the planned ones, but
// that none are added while too many stand empty.
func (t *turn) built(s Setting) float64 {
	pl := &t.p.Placement
	planned := pl.Places[t.term][s]
	if t.term <= int(pl.Given[s]) {
		return planned
	}
	before := pl.Places[t.term-1][s]
	switch {
	case planned == before, planned > before && t.Ample[s]:
		return t.Built[s]
	case before == 0:
		return planned
	default:
		return t.Built[s] / before * planned
	}
}

// whole is a number of places, assessments or reviews: the floor of x, at
// least 0.
func whole(x float64) int32 { return int32(min(max(0, x), math.MaxInt32)) }

// phase is the phase of a child without a plan: by age alone.
func phase(a Age) Phase { return phaseOf[MainstreamSchool][a] }

// blame adds the term and the step to the panic of a broken invariant.
func (t *turn) blame() {
	if broken := recover(); broken != nil {
		panic(fmt.Sprintf("cohorts: %v, step %s: %v", t.Term, t.step.Name, broken))
	}
}
