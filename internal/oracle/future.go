package oracle

import (
	"math"

	"sendsim/cohorts"
)

// standing is where a child of the list stands.
type standing uint8

const (
	requested       standing = iota // an assessment is requested
	assessed                        // being assessed
	disputesRefusal                 // in dispute against a refusal
	disputesNoPlan                  // in dispute against a decision not to issue
	newPlan                         // has a new plan, and no setting yet
	newcomer                        // arrived with a plan, and has no setting yet
	placed                          // with a plan, in a setting
	gone                            // back among those without or on support, or outside
)

// child is one child in the pipeline or with a plan.
type child struct {
	age    cohorts.Age
	stands standing
	terms  int // terms begun since the child came to stand there
	need   cohorts.Need
	at     cohorts.Setting // of those placed
}

// world is one future of one authority, as it stands.
type world struct {
	p *cohorts.Params
	Uniform

	term    cohorts.Term
	lived   int // terms before this one
	autumns int // autumns before this term
	factors cohorts.Factors

	// Children without and on support differ in nothing but their age: they
	// are counted, and every one of them meets its own chance (see among).
	without, support [cohorts.NumAges]int
	children         []child
	appeals          [cohorts.NumAges]int // open disputes about a placement
	appellants       []int                // children whose appeal was won this term

	places      [cohorts.NumSettings]int
	ordered     [cohorts.NumSettings]float64              // of places, those not of a policy
	ample       [cohorts.NumSettings]bool                 // at the last census too few were filled to order more
	unitsBefore float64                                   // of resourced provision, ordered in the term before; in the first, in it
	before      [cohorts.NumSettings]map[cohorts.Need]int // of needs with reserved places: children there when they first had them
	owed        int                                       // reviews
	flows       cohorts.Flows
}

// Future lives terms of one authority from p.First on, and calls each at the
// end of every term with the state and the flows of that term, which it may
// keep. The state's Term is then the next one. The start is what stands before
// the first term; its Term and Places are not read. Factors gives what a policy does to a term.
func Future(
	p *cohorts.Params, start *cohorts.State, factors func(cohorts.Term) cohorts.Factors,
	terms int, uniform Uniform, each func(*cohorts.State, *cohorts.Flows),
) {
	w := begin(p, start, uniform)
	for range terms {
		w.factors = factors(w.term)
		w.live()
		s, f := w.record(), w.flows
		each(s, &f)
		if w.term.Part == cohorts.Autumn {
			w.autumns++
		}
		w.lived++
		w.term = w.term.Next()
	}
}

// live is the timetable.
func (w *world) live() {
	w.open()
	if w.term.Part == cohorts.Autumn {
		w.grow()
		w.redesignate()
		w.transfer()
	}
	w.arrive()
	w.identify()
	w.request()
	w.decide()
	w.assess()
	w.dispute()
	w.place()
	w.review()
}

// begin takes the children out of a state.
func begin(p *cohorts.Params, start *cohorts.State, uniform Uniform) *world {
	w := &world{p: p, Uniform: uniform, term: p.First, owed: int(start.ReviewsOwed)}
	add := func(n int32, c child) {
		for range n {
			w.children = append(w.children, c)
		}
	}
	for a := range cohorts.Age(cohorts.NumAges) {
		w.without[a] = int(start.Without[a])
		w.support[a] = int(start.Support[a])
		w.appeals[a] = int(start.Disputing[cohorts.AgainstPlacement][a])
		add(start.Requested[a], child{age: a, stands: requested})
		add(start.Assessing[0][a], child{age: a, stands: assessed})
		add(start.Assessing[1][a], child{age: a, stands: assessed, terms: 1})
		add(start.Disputing[cohorts.AgainstRefusal][a], child{age: a, stands: disputesRefusal})
		add(start.Disputing[cohorts.AgainstNoPlan][a], child{age: a, stands: disputesNoPlan})
	}
	start.EachCell(func(c cohorts.Cell, n int32) {
		add(n, child{age: c.Age, stands: placed, need: c.Need, at: c.Setting})
	})
	return w
}

// open begins a term: the clock, the places.
func (w *world) open() {
	w.flows = cohorts.Flows{}
	w.appellants = w.appellants[:0]
	here := w.children[:0]
	for _, c := range w.children {
		if c.stands != gone {
			c.terms++
			here = append(here, c)
		}
	}
	w.children = here
	w.unitsBefore = w.ordered[cohorts.ResourcedProvision]
	if w.lived == 0 {
		w.unitsBefore = w.p.Placement.Places[0][cohorts.ResourcedProvision]
	}
	for _, s := range rationed {
		w.ordered[s] = w.order(s)
		if w.term.Part == cohorts.Spring {
			w.ample[s] = float64(w.in(s)) < w.p.Placement.Filled*w.ordered[s]
		}
		w.places[s] = int(max(0, math.Floor(w.ordered[s]+w.factors.Places[s])))
		w.remember(s)
	}
}

// in is the number of children with a plan in a setting.
func (w *world) in(s cohorts.Setting) (n int) {
	w.every(placed, func(c *child) {
		if c.at == s {
			n++
		}
	})
	return n
}

// order is how many places there are of a setting in the term at hand but for
// those of a policy.
func (w *world) order(s cohorts.Setting) float64 {
	plan := &w.p.Placement
	asked := plan.Places[w.lived][s]
	if w.lived <= int(plan.Given[s]) {
		return asked
	}
	last := plan.Places[w.lived-1][s]
	if asked == last || asked > last && w.ample[s] {
		return w.ordered[s]
	}
	if last == 0 {
		return asked
	}
	return w.ordered[s] / last * asked
}

// record writes the children down as a state, the next term at hand.
func (w *world) record() *cohorts.State {
	s := &cohorts.State{Term: w.term.Next(), ReviewsOwed: int32(w.owed)}
	for r, n := range w.places {
		s.Places[r] = int32(n)
	}
	for a := range cohorts.NumAges {
		s.Without[a] = int32(w.without[a])
		s.Support[a] = int32(w.support[a])
		s.Disputing[cohorts.AgainstPlacement][a] = int32(w.appeals[a])
	}
	for _, c := range w.children {
		switch c.stands {
		case requested:
			s.Requested[c.age]++
		case assessed:
			s.Assessing[min(c.terms, 1)][c.age]++ // begun this term is begun last term to the next one
		case disputesRefusal:
			s.Disputing[cohorts.AgainstRefusal][c.age]++
		case disputesNoPlan:
			s.Disputing[cohorts.AgainstNoPlan][c.age]++
		case placed:
			s.Put(cohorts.Cell{Age: c.age, Need: c.need, Setting: c.at}, 1)
		case newPlan, newcomer:
			panic("oracle: a plan ends the term without a setting")
		case gone:
		}
	}
	return s
}

// every calls visit for each child who stands there at the start of the call.
func (w *world) every(at standing, visit func(c *child)) {
	for i := range w.children {
		if c := &w.children[i]; c.stands == at {
			visit(c)
		}
	}
}

// become lets a child stand somewhere else from this term on.
func (c *child) become(s standing) { c.stands, c.terms = s, 0 }

// toSupport sends a child back to SEN support.
func (w *world) toSupport(c *child) {
	w.support[c.age]++
	c.become(gone)
}

// phase is that of a child of the age who has no plan.
func phase(a cohorts.Age) cohorts.Phase {
	switch {
	case a <= 3:
		return cohorts.EarlyYears
	case a <= 15:
		return cohorts.Mainstream
	default:
		return cohorts.Post16
	}
}
