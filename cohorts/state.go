package cohorts

import (
	"fmt"
	"math/bits"
)

// Stage is a kind of dispute about a plan [CFA14 s51].
type Stage uint8

// The three stages, in the order in which the pipeline meets them.
const (
	AgainstRefusal   Stage = iota // refusal to assess
	AgainstNoPlan                 // assessed, no plan issued
	AgainstPlacement              // contents of a plan, above all the placement
	NumStages
)

var stageNames = [NumStages]string{"refusal-to-assess", "no-plan", "placement"}

// String is the stage's key.
func (s Stage) String() string { return stageNames[s] }

// ByAge is a number of whole children at each single age.
type ByAge [NumAges]int32

// Total is the number of children at all ages.
func (b *ByAge) Total() int32 {
	var sum int32
	for _, n := range b {
		sum += n
	}
	return sum
}

// State is all that the next step of one future needs to know of one
// authority: whole children by where they stand. Every child of the
// population is in exactly one of Without, Support, Requested, Assessing,
// Disputing (AgainstRefusal, AgainstNoPlan) and the plans. Disputing
// (AgainstPlacement) counts open appeals of children who have a plan and are
// counted there.
type State struct {
	Term Term // the term being lived

	Without   ByAge            // neither a plan, nor SEN support, nor in the pipeline
	Support   ByAge            // on SEN support without a plan
	Requested ByAge            // an assessment is requested, the decision open
	Assessing [2]ByAge         // being assessed, at the end of a term: begun in it, begun before
	Disputing [NumStages]ByAge // open disputes

	Places      [NumSettings]int32   // places, in the rationed settings
	Built       [NumSettings]float64 // of Places, those that are there without a policy
	Ample       [NumSettings]bool    // too many of Built were empty at the last January census for more to be added
	ReviewsOwed int32                // reviews that were due in earlier terms and not held

	reserved  [numRationed]NeedSet         // needs for which places are reserved in the term
	before    [numRationed][NumNeeds]int32 // children of each who were there when they first were
	plans     [NumCells]int32
	held      [numRows]uint32 // ages with children, a bit each
	bySetting [NumSettings]int32
}

// Plans is the number of children with a plan.
func (s *State) Plans() int32 {
	var sum int32
	for _, n := range s.bySetting {
		sum += n
	}
	return sum
}

// In is the number of children with a plan in a setting.
func (s *State) In(at Setting) int32 { return s.bySetting[at] }

// inNeed is the number of children of a need in a setting.
func (s *State) inNeed(at Setting, n Need) (children int32) {
	for _, of := range s.plans[Cell{0, n, at}.Code():][:ageSlots] {
		children += of
	}
	return children
}

// Aged is the number of children with a plan at an age.
func (s *State) Aged(a Age) int32 {
	var sum int32
	for row := range s.held {
		sum += s.plans[row*ageSlots+int(a)]
	}
	return sum
}

// Cell is the number of children in a cell.
func (s *State) Cell(c Cell) int32 { return s.plans[c.Code()] }

// Free is the number of places left in a rationed setting, at least 0.
func (s *State) Free(at Setting) int32 { return max(0, s.Places[at]-s.bySetting[at]) }

// Population is the number of children and young people of every standing.
func (s *State) Population() int64 {
	var all int64
	for _, n := range s.Children() {
		all += int64(n)
	}
	return all
}

// Children is the children and young people of each age, of every standing.
func (s *State) Children() (all ByAge) {
	all = s.WithoutPlan()
	s.EachCell(func(c Cell, n int32) { all[c.Age] += n })
	return all
}

// WithoutPlan is the children and young people of each age who have no plan.
func (s *State) WithoutPlan() (all ByAge) {
	for a := range all {
		all[a] = s.Without[a] + s.Support[a] + s.Requested[a] + s.Assessing[0][a] + s.Assessing[1][a] +
			s.Disputing[AgainstRefusal][a] + s.Disputing[AgainstNoPlan][a]
	}
	return all
}

// EachCell calls visit for every cell that holds children, in order of code.
func (s *State) EachCell(visit func(c Cell, n int32)) {
	for row, held := range &s.held {
		at, need := Setting(row/int(NumNeeds)), Need(row%int(NumNeeds))
		for ; held != 0; held &= held - 1 {
			a := bits.TrailingZeros32(held)
			visit(Cell{Age(a), need, at}, s.plans[row*ageSlots+a])
		}
	}
}

// EachRow calls visit for every setting and need that have children with a plan,
// with the children of each age, which stay the state's.
func (s *State) EachRow(visit func(at Setting, need Need, children *ByAge)) {
	for row, held := range &s.held {
		if held != 0 {
			visit(Setting(row/int(NumNeeds)), Need(row%int(NumNeeds)), (*ByAge)(s.plans[row*ageSlots:]))
		}
	}
}

// Put adds n children to a cell; n may be negative, down to what the cell
// holds.
func (s *State) Put(c Cell, n int32) { s.move(uint32(c.Code()), n) }

// move adds n children to the cell with the given code and keeps what is
// derived in step.
func (s *State) move(code uint32, n int32) {
	is := s.plans[code] + n
	s.plans[code] = is
	s.bySetting[code/perSetting] += n
	held := &s.held[code/ageSlots]
	*held = marked(*held, code, is)
	if is < 0 {
		overdrawn(code, is)
	}
}

// overdrawn says which cell's number was broken.
func overdrawn(code uint32, n int32) {
	panic(fmt.Sprintf("cell %+v would hold %d children", CellOf(int(code)), n))
}

// enter adds n children to a cell, one or none.
func (s *State) enter(code uint32, n int32) {
	s.plans[code] += n
	s.bySetting[code/perSetting] += n
	s.held[code/ageSlots] |= uint32(n) << (code % ageSlots)
}

// marked is the ages held with that of a cell that now has n children, without a branch:
// whether a cell is emptied is hard to foresee.
func marked(held, code uint32, n int32) uint32 {
	bit := uint32(1) << (code % ageSlots)
	with := held | bit
	if n == 0 {
		with &^= bit
	}
	return with
}
