package finance

import (
	"fmt"

	"sendsim/calibration/evidence"
	"sendsim/cohorts"
)

// The years of the published figures, each by the calendar year of its April.
const (
	linesYear = 2021 // planned spend by line [S251-21]
	baseYear  = 2023 // totals of top-ups and the balance [S251-23, DSGDEF-24]
)

// What the lines of 2021-22 are brought to 2023-24 with, before the published
// totals are reproduced: cost of a place in an independent or non-maintained
// special school, 57,000 and 63,000 [PQ50389]; pay, 8 % in two years, below
// the teachers' awards of 5 to 6.5 and 6.5 % [PAY] as services were not fully
// uprated [J].
const (
	feesSinceLines = 63.0 / 57.0
	paySinceLines  = 1.08
)

// Structure is what published figures say of one authority's money, closed at
// 2023-24: pounds of that year, children of that year.
type Structure struct {
	Code, Name string

	State       Rescaling // top-ups to state providers
	Independent Rescaling // payments to independent providers
	Closing     Closing   // of the lines of 2021-22
	Gap         Gap       // of the two years to March 2024
	Valve       *evidence.SafetyValve
	Notes       []string // where its figures come from, if not its own
	Level       float64  // borrowed lines were multiplied by it; 0: none are
	Unknown     string   // why nothing can be said of its money; "": it can

	ownLines bool              // a start in the past has lines of its own
	back     int               // years by which it is of a time before 2023-24
	pots     [numPots]float64  // top-ups that follow children
	services [NumLines]float64 // lines that do not
	places   [NumLines]float64 // place funding at January 2024
	children cohorts.BySetting // over 2023-24
	january  cohorts.BySetting // at January 2024
	england  [numPots]float64  // cost of a child of relative cost 1, England
	travel   [2]float64        // transport: the authority's, 0 where not published; England's per weighted child
	blocks   map[int]float64   // high needs block before deductions, by financial year
	schools  float64           // schools block of the base year
	balances map[int]Balance   // at the 31 March that closes a financial year
	gross    float64           // balance before payments at 31 March 2024; 0: not known

	// Of a blend of two authorities' money:
	apart   bool     // its lines are of other children than those it is laid on
	opening *Opening // from which a run starts; nil: worked out
}

// base is the financial year of whose prices and children the figures are.
func (s *Structure) base() int { return baseYear - s.back }

// Rescaling is how the top-ups of 2021-22, with the children and prices of
// 2023-24, were brought to the published total of 2023-24.
type Rescaling struct {
	Published float64 // pounds; 0: none, Factor is the median of all authorities
	Modelled  float64 // pounds, before
	Factor    float64 // the lines were multiplied by it
}

// The factors beyond which a reader is warned: the lines of 2021-22 then say
// little about the cost of a child.
const (
	leastFactor    = 0.7
	greatestFactor = 1.4
)

// Closing is how the planned lines of 2021-22 close: the block before
// deductions and the year's deficit, by the balance, against the sum of lines.
type Closing struct {
	Spend    float64 // pounds, all place lines and element 2 among them
	Block    float64 // pounds, before deductions
	Deficit  float64 // change of the balance in the year
	Residual float64 // (Block + Deficit - Spend) / Block
	Known    bool
}

// Balance is a published DSG balance, positive a deficit, net of payments.
type Balance struct {
	Pounds float64
	Note   string
}

// element2 is what a college is paid for a place, pounds a year [PLACE-RATES].
const element2 = 6000

func line(f *evidence.File, key string) float64 {
	v, _ := f.Value(evidence.S251Line, linesYear, evidence.AllAges, key)
	return v
}

// hasLines tells whether planned spend of 2021-22 is published by line.
func hasLines(f *evidence.File) bool {
	_, ok := f.Value(evidence.S251Line, linesYear, evidence.AllAges, "topup_state_total")
	return ok
}

// read reads what is published of an authority's money up to a base year: of
// 2023-24, the lines of 2021-22 in its prices and with its children.
func read(f *evidence.File, base int, central []float64) *Structure {
	s := &Structure{Code: f.Area.Code, Name: f.Area.Name, Valve: f.Area.SafetyValve, back: baseYear - base, blocks: map[int]float64{}, balances: map[int]Balance{}}
	for _, r := range f.Find(evidence.HighNeedsBlock) {
		if r.Of == "before_deductions" && (r.Year <= base || base == baseYear) {
			s.blocks[r.Year] = r.Value
		}
	}
	for _, r := range f.Find(evidence.DSGBalance) {
		if r.Year <= base || base == baseYear {
			s.balances[r.Year] = Balance{r.Value, r.Note}
		}
	}
	s.schools, _ = f.Value(evidence.SchoolsBlock, base, evidence.AllAges, "")
	if base != baseYear {
		s.readPast(f, central)
		return s
	}
	s.gross = grossBalances[s.Code]
	s.State.Published, _ = f.Value(evidence.TopUp, baseYear, evidence.AllAges, "state")
	s.Independent.Published, _ = f.Value(evidence.TopUp, baseYear, evidence.AllAges, "independent")
	var ok bool
	if s.children, ok = childrenOf(f, baseYear); !ok {
		s.note("no census tells where its children are")
	}
	from := 0
	if s.january, from = children(f, baseYear+1); from != baseYear+1 {
		s.note("placements of January %d are not published: shares of January %d", baseYear+1, from)
	}
	if hasLines(f) {
		s.readLines(f, central)
	}
	s.Closing = s.close(f)
	return s
}

func (s *Structure) note(format string, a ...any) {
	s.Notes = append(s.Notes, fmt.Sprintf(format, a...))
}

// readLines takes the lines of 2021-22 to 2023-24.
func (s *Structure) readLines(f *evidence.File, central []float64) {
	if r, ok := f.Row(evidence.S251Line, linesYear, evidence.AllAges, "topup_state_total"); ok && r.Note != "" {
		s.note("lines of 2021-22 %s", r.Note)
	}
	fees, pay := feesSinceLines, paySinceLines
	if s.base() == linesYear {
		fees, pay = 1, 1
	}
	then, _ := childrenOf(f, linesYear)
	plans := growth(sum(&then), sum(&s.children), 1)
	state := 0.0
	for p := range pots {
		money := 0.0
		for _, key := range pots[p].from {
			money += line(f, key)
		}
		w := withoutPlan(p, central)
		g := growth(weight(p, &then, central), weight(p, &s.children, central), plans)
		s.pots[p] = money * (w + float64((1-w)*g))
		if pots[p].independent {
			s.pots[p] *= fees
		} else {
			s.pots[p] *= pay
			state += money
		}
	}
	if total := line(f, "topup_state_total"); state > 0 && total > 0 { // income and rounding
		for p := range pots {
			if !pots[p].independent {
				s.pots[p] *= total / state
			}
		}
	}
	for _, v := range services {
		s.services[v.line] = line(f, v.from) * pay
	}
	special := growth(then[cohorts.StateSpecial], s.january[cohorts.StateSpecial], plans)
	resourced := growth(then[cohorts.ResourcedProvision], s.january[cohorts.ResourcedProvision], plans)
	s.places[PlacesSpecial] = line(f, "place_special") * special
	s.places[PlacesResourced] = (line(f, "place_primary") + line(f, "place_secondary") + line(f, "place_early_years")) * resourced
	s.places[PlacesAP] = line(f, "place_pru_ap")
	s.places[PlacesPost16] = line(f, "place_post_school")
}

// growth is the growth of a number of children, or, where there were too few
// to say, that of all plans.
func growth(then, now, plans float64) float64 {
	const tooFew = 10
	if then < tooFew {
		return plans
	}
	const steepest = 3 // beyond it a category was redefined, not filled
	return min(steepest, max(1.0/steepest, now/then))
}

// weight is the children of a pot, each by relative cost.
func weight(p int, n *cohorts.BySetting, drawn []float64) float64 {
	var sum float64
	for _, s := range pots[p].settings {
		sum += float64(n[s] * relativeCost(s, drawn))
	}
	return sum
}

// relativeCost is the cost of a child in a setting within its pot.
func relativeCost(s cohorts.Setting, drawn []float64) float64 {
	if relative[s] == none {
		return 1
	}
	return drawn[relative[s]]
}

func sum(n *cohorts.BySetting) float64 {
	var all float64
	for _, v := range n {
		all += v
	}
	return all
}

// close closes the planned lines of 2021-22 against the block before
// deductions.
func (s *Structure) close(f *evidence.File) Closing {
	c := Closing{Block: s.blocks[linesYear]}
	opening, one := s.balances[linesYear-1]
	closing, two := s.balances[linesYear]
	colleges, three := f.Split(evidence.Plans, linesYear, evidence.AllAges)
	if !hasLines(f) || !one || !two || !three || c.Block == 0 {
		return c
	}
	for _, key := range []string{
		"place_early_years", "place_primary", "place_secondary", "place_special", "place_pru_ap", "place_post_school",
		"topup_state_total", "topup_indep_total",
	} {
		c.Spend += line(f, key)
	}
	for _, v := range services {
		c.Spend += line(f, v.from)
	}
	c.Spend += float64(element2 * colleges.Settings[cohorts.FurtherEducation])
	c.Deficit = closing.Pounds - opening.Pounds
	c.Residual = (c.Block + c.Deficit - c.Spend) / c.Block
	c.Known = true
	return c
}

// spend is the money of 2023-24 in all lines, without "not explained".
func (s *Structure) spend() float64 {
	all := element2 * (s.children[cohorts.FurtherEducation] + s.children[cohorts.SpecialistPost16])
	for _, money := range s.pots {
		all += money
	}
	for l := range NumLines {
		all += s.services[l] + s.places[l]
	}
	return all
}

// rescale brings the pots to the published totals, or by the median factors
// where there is none.
func (s *Structure) rescale(median [2]float64) {
	for i, r := range []*Rescaling{&s.State, &s.Independent} {
		independent := i == 1
		r.Factor = median[i]
		if r.Published > 0 && r.Modelled > 0 {
			r.Factor = r.Published / r.Modelled
		}
		for p := range pots {
			if pots[p].independent == independent {
				s.pots[p] *= r.Factor
			}
		}
	}
}

// modelled sums the pots of state, or independent, top-ups.
func (s *Structure) modelled(independent bool) float64 {
	var sum float64
	for p, money := range s.pots {
		if pots[p].independent == independent {
			sum += money
		}
	}
	return sum
}
