package outputs

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"sendsim/sim/sweep"
)

// Swept is what the combinations of a sweep come to. A tally is kept no longer
// than until all draws of its combination are in it: there may be 100,000.
type Swept struct {
	Sweep *Sweep
	Parts []Digest // files of the items, in any order

	basis Basis // of all authorities, once it is finished

	all     []sweep.Combination
	place   map[sweep.Combination]int
	tallies map[int]*sweep.Tally // of combinations that are not whole, by place
	rows    []sweptRow           // by place; without draws: not whole
}

// NewSwept is that of a sweep of which nothing is lived.
func NewSwept(s *Sweep) *Swept {
	all := s.Design.Combinations()
	place := make(map[sweep.Combination]int, len(all))
	for i, c := range all {
		place[c] = i
	}
	return &Swept{Sweep: s, all: all, place: place, tallies: map[int]*sweep.Tally{}, rows: make([]sweptRow, len(all))}
}

// Take adds an item that is lived: each once, in any order.
func (s *Swept) Take(i sweep.Item, l LivedPart) {
	s.Add(s.place[i.Combination], &l.Tally)
	s.Parts = append(s.Parts, l.File)
}

// Add adds draws of a combination, by its place in the design.
func (s *Swept) Add(place int, more *sweep.Tally) {
	t := s.tallies[place]
	if t == nil {
		t = &sweep.Tally{}
		s.tallies[place] = t
	}
	if t.Merge(more); t.Draws == int64(s.Sweep.Design.Draws) {
		s.rows[place] = s.tell(s.all[place], t)
		delete(s.tallies, place)
	}
}

// whole says how many combinations are not.
func (s *Swept) whole() error {
	n := 0
	for i := range s.rows {
		if s.rows[i].Draws == 0 {
			n++
		}
	}
	if n > 0 {
		return fmt.Errorf("%d of %d combinations have not all their draws", n, len(s.rows))
	}
	return nil
}

// sweptRow is one combination, as tables, files and pictures have it.
type sweptRow struct {
	of        sweep.Combination
	Authority string     `json:"-"` // key
	Code      string     `json:"code"`
	Name      string     `json:"name"`
	Scenario  string     `json:"scenario"`
	Point     int        `json:"point"`
	Dials     []*float64 `json:"-"`
	Draws     int64      `json:"draws"`
	Balanced  int64      `json:"-"`
	Chance    *float64   `json:"balance"` // nil: there is no money
	Low       *float64   `json:"balance_low"`
	High      *float64   `json:"balance_high"`
	Deficit   []*float64 `json:"-"`
	Effect    []*float64 `json:"-"`
	Width     int64      `json:"deficit_resolution"`
	Fine      int64      `json:"effect_resolution"`
	Cost      float64    `json:"cost"`
}

// chance is the chance of balance, where there is money.
func (r *sweptRow) chance() Chance { return Chance{Hits: int(r.Balanced), Draws: int(r.Draws)} }

// median is that of the deficit, where there is money.
func (r *sweptRow) median() float64 { return *r.Deficit[median] }

// tell is the row of a combination.
func (s *Swept) tell(c sweep.Combination, t *sweep.Tally) sweptRow {
	d := &s.Sweep.Design
	of := &d.Scenarios[c.Scenario]
	r := sweptRow{
		of:        c,
		Authority: d.Authorities[c.Authority], Code: d.Codes[c.Authority], Name: d.Names[c.Authority],
		Scenario: of.Name, Point: c.Point, Dials: of.Points[c.Point],
		Draws: t.Draws, Balanced: t.Balanced, Cost: ratio(float64(t.Cost), float64(t.Draws)),
		Deficit: make([]*float64, len(sweptLevels)), Width: t.Deficit.Width(),
		Effect: make([]*float64, len(sweptLevels)), Fine: t.Effect.Width(),
	}
	if t.NoMoney > 0 {
		return r
	}
	share := r.chance().Share()
	low, high := r.chance().Wilson()
	r.Chance, r.Low, r.High = &share, &low, &high
	for i, l := range sweptLevels {
		r.Deficit[i] = level(&t.Deficit, l)
		r.Effect[i] = level(&t.Effect, l)
	}
	return r
}

// level is a quantile of a histogram; nil where nothing is in it.
func level(h *sweep.Histogram, l Level) *float64 {
	if h.Empty() {
		return nil
	}
	q := h.Quantile(float64(l) / percent)
	return &q
}

// rowsOf are the combinations of an authority of which there is money.
func (s *Swept) rowsOf(authority int) (all []sweptRow) {
	for _, r := range s.rows {
		if r.of.Authority == authority && r.Chance != nil {
			all = append(all, r)
		}
	}
	return all
}

// unbeaten are the combinations of each authority that no other of its own
// beats.
func (s *Swept) unbeaten() (all []sweptRow) {
	for rest := s.rows; len(rest) > 0; {
		n := 1
		for n < len(rest) && rest[n].Authority == rest[0].Authority {
			n++
		}
		best, _ := unbeaten(rest[:n])
		all, rest = append(all, best...), rest[n:]
	}
	return all
}

// unbeaten are those of the combinations of one authority that no other beats,
// from the cheapest up: each is better than all that cost no more. Better is a
// greater chance of balance or, where no draw is in balance, a lesser median
// deficit; deficits says so.
func unbeaten(rows []sweptRow) (best []sweptRow, deficits bool) {
	deficits = !slices.ContainsFunc(rows, func(r sweptRow) bool { return r.Chance != nil && *r.Chance > 0 })
	worth := func(r sweptRow) float64 {
		switch {
		case r.Chance == nil:
			return math.Inf(-1)
		case deficits:
			return -r.median()
		}
		return *r.Chance
	}
	sorted := slices.Clone(rows)
	slices.SortStableFunc(sorted, func(a, b sweptRow) int {
		return cmp.Or(cmp.Compare(a.Cost, b.Cost), cmp.Compare(worth(b), worth(a)))
	})
	for _, r := range sorted {
		if len(best) == 0 || worth(r) > worth(best[len(best)-1]) {
			best = append(best, r)
		}
	}
	return best, deficits
}
