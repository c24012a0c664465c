package trials

import (
	"context"
	"fmt"
	"math"
	"slices"

	"sendsim/calibration"
	"sendsim/calibration/evidence"
	"sendsim/internal/rng"
	"sendsim/sim"
	"sendsim/sim/finance"
)

// BalanceCard is how the change of the DSG balance was forecast by the whole
// simulator, with the money and the regime of the time, from the starts that
// have them. It is a report: no bar stands against it.
type BalanceCard struct {
	Draws int           `json:"draws"`
	Lines []BalanceLine `json:"lines"`
}

// BalanceLine is a tally of the authorities of one start and one closing
// 31 March, in per cent of the high needs block of the year before the start.
type BalanceLine struct {
	Origin int  `json:"origin"`  // January census
	Closed int  `json:"closed"`  // 31 March of this year
	Valve  bool `json:"payment"` // those with a safety-valve agreement by then: payments are in what came
	N      int  `json:"n"`

	Came      float64 `json:"came"`      // mean change; above 0 the deficit grew
	Bias      float64 `json:"bias"`      // mean of the median less what came: below 0 deficits were forecast too low
	CRPS      float64 `json:"crps"`      // mean
	Unchanged float64 `json:"unchanged"` // CRPS of a balance that stays
	Inside80  float64 `json:"inside_80"` // share of what came
	Inside95  float64 `json:"inside_95"`
	Width80   float64 `json:"width_80"` // mean
}

// balanceCase is one authority's.
type balanceCase struct {
	origin, closed, place int
	valve                 bool
	block                 float64
	came                  float64
}

// Balances is the back-test of the change of the balance from every start that
// has money, with so many draws, for the authorities named by their codes;
// none: all. Left out are those that did not stand yet at the start, whose
// balances are shares of another's.
func Balances(ctx context.Context, set *evidence.Set, draws int, codes []string) (*BalanceCard, error) {
	card := &BalanceCard{Draws: draws}
	for _, origin := range finance.PastStarts() {
		lines, err := balancesFrom(ctx, set, origin, draws, codes)
		if err != nil {
			return nil, fmt.Errorf("balances from January %d: %w", origin, err)
		}
		card.Lines = append(card.Lines, lines...)
	}
	return card, nil
}

// balancesFrom scores one start.
func balancesFrom(ctx context.Context, set *evidence.Set, origin, draws int, codes []string) ([]BalanceLine, error) {
	lib, err := calibration.Calibrate(set, origin)
	if err != nil {
		return nil, err
	}
	w, err := sim.NewWorld(lib)
	if err != nil {
		return nil, err
	}
	w.AllowInvalid = true
	s := sim.DefaultFor(w.Known())
	s.Areas, s.Draws = nil, draws
	var cases []balanceCase
	for _, f := range set.Authorities {
		found := balanceCasesOf(f, origin, w)
		if len(found) == 0 || len(codes) > 0 && !slices.Contains(codes, f.Area.Code) {
			continue
		}
		for i := range found {
			found[i].place = len(s.Areas)
		}
		s.Areas = append(s.Areas, f.Area.Key)
		cases = append(cases, found...)
	}
	if len(cases) == 0 {
		return nil, nil
	}
	s.Years = 0
	for i := range cases {
		s.Years = max(s.Years, cases[i].closed-origin)
	}
	m, err := sim.NewModel(w, s)
	if err != nil {
		return nil, err
	}
	changes := &changes{first: origin}
	if err := sim.Run(ctx, m, draws, 1, func(int) (sim.Sink, error) { return changes, nil }); err != nil {
		return nil, err
	}
	return tallied(cases, changes), nil
}

// balanceCasesOf are the closing years in which an authority's change can be scored.
func balanceCasesOf(f *evidence.File, origin int, w *sim.World) (cases []balanceCase) {
	m := w.Nation.Structure(f.Area.Code)
	if m == nil || m.Unknown != "" || w.Known().Unfit(f.Area.Key) != "" {
		return nil
	}
	for _, p := range f.Area.Predecessors {
		if p.First > origin {
			return nil
		}
	}
	opened, one := f.Value(evidence.DSGBalance, origin-1, evidence.AllAges, "")
	block, two := f.Value(evidence.HighNeedsBlock, origin-1, evidence.AllAges, "before_deductions")
	if !one || !two {
		return nil
	}
	for _, year := range f.Years(evidence.DSGBalance) {
		if closed, ok := f.Value(evidence.DSGBalance, year, evidence.AllAges, ""); ok && year >= origin {
			v := f.Area.SafetyValve
			cases = append(cases, balanceCase{
				origin: origin, closed: year + 1, block: block, came: closed - opened,
				valve: v != nil && v.Year <= year,
			})
		}
	}
	return cases
}

// changes gathers the change of the balance since the start, by area, year and
// draw.
type changes struct {
	first int
	of    map[[2]int][]float64
}

// Year keeps a year-end.
func (c *changes) Year(y *sim.YearEnd) {
	if c.of == nil {
		c.of = map[[2]int][]float64{}
	}
	at := [2]int{y.Area, y.Year + 1}
	c.of[at] = append(c.of[at], float64(y.Account.Net))
	if y.Year == c.first { // the balance it opens from, as the year before
		at[1]--
		c.of[at] = append(c.of[at], float64(y.Account.OpeningNet))
	}
}

// Close has nothing to do.
func (c *changes) Close() error { return nil }

// tallied scores the cases by start, closing year and agreement.
func tallied(cases []balanceCase, futures *changes) (lines []BalanceLine) {
	for _, c := range cases {
		opened := futures.of[[2]int{c.place, c.origin}]
		draws := slices.Clone(futures.of[[2]int{c.place, c.closed}])
		for k := range draws {
			draws[k] = 100 * (draws[k] - opened[k]) / c.block
		}
		came := 100 * c.came / c.block
		score := ScoreOf(draws, came, rng.Uniform(uint64(c.place)))
		i := slices.IndexFunc(lines, func(l BalanceLine) bool {
			return l.Origin == c.origin && l.Closed == c.closed && l.Valve == c.valve
		})
		if i < 0 {
			i = len(lines)
			lines = append(lines, BalanceLine{Origin: c.origin, Closed: c.closed, Valve: c.valve})
		}
		lines[i].add(&score, came)
	}
	for i := range lines {
		lines[i].mean()
	}
	slices.SortFunc(lines, func(a, b BalanceLine) int {
		if a.Valve != b.Valve {
			if a.Valve {
				return 1
			}
			return -1
		}
		return a.Closed - b.Closed
	})
	return lines
}

func (l *BalanceLine) add(s *Score, came float64) {
	const at80, at95 = 1, 3 // in Levels
	l.N++
	l.Came += came
	l.Bias += s.Median - came
	l.CRPS += s.CRPS
	l.Unchanged += math.Abs(came)
	l.Width80 += s.Width[at80]
	if s.Inside[at80] {
		l.Inside80++
	}
	if s.Inside[at95] {
		l.Inside95++
	}
}

// mean makes means of sums.
func (l *BalanceLine) mean() {
	for _, v := range []*float64{&l.Came, &l.Bias, &l.CRPS, &l.Unchanged, &l.Inside80, &l.Inside95, &l.Width80} {
		*v /= float64(l.N)
	}
}
