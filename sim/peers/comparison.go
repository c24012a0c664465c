package peers

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"sendsim/calibration"
	"sendsim/internal/rng"
	"sendsim/sim"
	"sendsim/sim/finance"
)

// Subject is what is compared: an authority, or several taken together.
type Subject struct {
	Code    string      // ONS code; "neighbours:E10000016" of the neighbours of one
	Name    string      // Kent; neighbours of Kent; England
	Members []string    // keys of the authorities, where they are several
	Names   []string    // of the members
	Draws   [][]float64 // by figure, then draw; NaN where there is nothing to say
	// Children is the children of the census behind each figure, which make up
	// the whole where they are by setting; -1 where a figure is of no count.
	Children [numFigures]int
}

// Comparison is some authorities held against one another, their statistical
// neighbours and England.
type Comparison struct {
	Draws    int
	January  int    // census of the start
	Regime   string // title
	Subjects []Subject
	Pairs    []Pair
	Notes    []string
}

// group is the authorities of a subject while it is drawn.
type group struct {
	code, name string
	members    []*authority
}

// Compare holds the authorities of some keys against one another, each against
// the pool of its statistical neighbours, and each against England. It stops with
// the context.
func Compare(ctx context.Context, w *sim.World, regime *finance.Regime, keys []string, draws int, seed uint64) (*Comparison, error) {
	c := &Comparison{Draws: draws, January: w.Library.January(), Regime: regime.Title}
	luck := rng.Seed(seed)
	all := map[string]*authority{}
	england := group{code: w.Library.England.Evidence.Area.Code, name: "England"}
	for _, a := range w.Library.Authorities {
		if a.Structure.Children() == 0 || w.Nation.Structure(a.Area.Code) == nil {
			c.note("%s is not in England's figures: it has no census by age to start from", a.Area.Name)
			continue
		}
		all[a.Area.Key] = newAuthority(w, regime, a, luck)
		england.members = append(england.members, all[a.Area.Key])
	}
	var groups []group
	for _, key := range keys {
		a := all[key]
		if a == nil {
			return nil, fmt.Errorf("%s has no census by age to compare", key)
		}
		groups = append(groups, group{a.Area.Code, a.Area.Name, []*authority{a}})
		c.noteCaps(a)
		near := group{code: "neighbours:" + a.Area.Code, name: "neighbours of " + a.Area.Name}
		for _, other := range a.Area.Neighbours {
			if n := all[other]; n != nil {
				near.members = append(near.members, n)
			} else {
				c.note("%s, a statistical neighbour of %s, is not calibrated here and left out", other, a.Area.Name)
			}
		}
		if len(near.members) == 0 {
			c.note("no statistical neighbours of %s are published", a.Area.Name)
			continue
		}
		groups = append(groups, near)
	}
	groups = append(groups, england)
	if err := c.draw(ctx, groups, england.members, luck); err != nil {
		return nil, err
	}
	c.pair(len(keys), groups)
	return c, nil
}

func (c *Comparison) note(format string, args ...any) {
	c.Notes = append(c.Notes, fmt.Sprintf(format, args...))
}

// noteCaps names the costs of an authority that are no estimates: their range is
// that of all else that is in them, as pay.
func (c *Comparison) noteCaps(a *authority) {
	var at []string
	for _, s := range a.money.Structure.AtCap() {
		if slices.Contains(costed[:], s) {
			at = append(at, s.Key())
		}
	}
	if len(at) > 0 {
		c.note("What a child costs %s is held at a cap in %s, %s. The range there tells nothing of how sure that cost is.", a.Area.Name, both(at), finance.CapSays)
	}
}

// both joins words: "a, b and c".
func both(words []string) string {
	last := len(words) - 1
	if last < 1 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:last], ", ") + " and " + words[last]
}

// draw draws every authority once in each draw and sums them by group.
func (c *Comparison) draw(ctx context.Context, groups []group, all []*authority, luck rng.Key) error {
	in := map[*authority][]int{}
	for g, of := range groups {
		s := Subject{Code: of.code, Name: of.name}
		for range Figures {
			s.Draws = append(s.Draws, make([]float64, c.Draws))
		}
		for i := range s.Children {
			s.Children[i] = -1
		}
		for i, at := range placed {
			s.Children[bySetting+i] = 0
			for _, a := range of.members {
				s.Children[bySetting+i] += int(a.setting[at])
			}
		}
		for _, a := range of.members {
			in[a] = append(in[a], g)
			if len(of.members) > 1 {
				s.Members, s.Names = append(s.Members, a.Area.Key), append(s.Names, a.Area.Name)
			}
		}
		c.Subjects = append(c.Subjects, s)
	}
	at := calibration.LuckOf(luck)
	var tariff finance.Tariff
	var one sums
	total := make([]sums, len(groups))
	for k := range c.Draws {
		if err := ctx.Err(); err != nil {
			return err
		}
		clear(total)
		for _, a := range all {
			a.draw(k, &at, &tariff, &one)
			for _, g := range in[a] {
				total[g].add(&one)
			}
		}
		for g := range total {
			for i := range Figures {
				v := math.NaN()
				if per := total[g].per[i]; per > 0 {
					v = Figures[i].Times * total[g].of[i] / per
				}
				c.Subjects[g].Draws[i][k] = v
			}
		}
	}
	return nil
}
