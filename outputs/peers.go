package outputs

import (
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"sendsim/internal/disclosure"
	"sendsim/sim/peers"
)

// Peers is authorities held against one another, ready to be said.
type Peers struct {
	*peers.Comparison
	of      [][]Stats // by subject, then figure
	against [][]Stats // by pair, then figure: of the difference
	hidden  [][]bool  // by subject, then figure: it would tell a small count
}

// PeersOf is what the draws of a comparison say. rows is that of the national
// layer, which the draws take in turn.
func PeersOf(c *peers.Comparison, rows int) *Peers {
	p := &Peers{Comparison: c}
	count := counter{sharing: sharing(rows)}
	stats := func(v []float64) Stats { return count.stats(slices.Clone(v)) }
	for i := range c.Subjects {
		var all []Stats
		for _, v := range c.Subjects[i].Draws {
			all = append(all, stats(v))
		}
		p.of, p.hidden = append(p.of, all), append(p.hidden, hiddenShares(&c.Subjects[i]))
	}
	for i := range c.Pairs {
		var all []Stats
		for j := range c.Pairs[i].Differences {
			all = append(all, stats(c.Pairs[i].Differences[j].Draws))
		}
		p.against = append(p.against, all)
	}
	return p
}

// hiddenShares tells which figures of a subject are not shown: the share of
// those whose count is small, for it would tell the count, and of so many more
// that these do not tell it either.
func hiddenShares(s *peers.Subject) []bool {
	hidden := make([]bool, len(s.Children))
	var counts, at []int
	for i, n := range s.Children {
		if n >= 0 {
			counts, at = append(counts, n), append(at, i)
		}
	}
	for i, hide := range disclosure.Sum(counts)[:len(counts)] { // the total, which stands last, is far above small
		hidden[at[i]] = hide
	}
	return hidden
}

// stats is what is shown of a figure of a subject.
func (p *Peers) stats(subject, figure int) *Stats {
	if p.hidden[subject][figure] {
		return &nothing
	}
	return &p.of[subject][figure]
}

// difference is what is shown of a difference of a pair, and whether it is more
// than chance.
func (p *Peers) difference(pair, figure int) (of *Stats, above, wrong float64, told bool) {
	q := &p.Pairs[pair]
	if p.hidden[q.A][figure] || p.hidden[q.B][figure] {
		return &nothing, math.NaN(), math.NaN(), false
	}
	d := &q.Differences[figure]
	return &p.against[pair][figure], d.Above, d.Wrong, d.Told
}

// nothing is said of what is hidden.
var nothing = func() (s Stats) {
	s.Mean.Value = math.NaN()
	for i := range s.Quantiles {
		s.Quantiles[i].Value = math.NaN()
	}
	return s
}()

// calls is how many differences that are shown of a pair are more than chance,
// how many there are, and how many signs are expected to be wrong.
func (p *Peers) calls(pair int) (told, all int, wrong float64) {
	for i := range peers.Figures {
		_, above, chance, marked := p.difference(pair, i)
		if math.IsNaN(above) {
			continue
		}
		all++
		if marked {
			told++
			wrong += chance
		}
	}
	return told, all, wrong
}

// Notes are what a reader must know to use the figures.
func (p *Peers) Notes() []string {
	var pairs []string
	marks, wrong := 0, 0.0
	for i := range p.Pairs {
		told, all, off := p.calls(i)
		marks, wrong = marks+told, wrong+off
		pairs = append(pairs, fmt.Sprintf("%s and %s %d of %d", p.Subjects[p.Pairs[i].A].Name, p.Subjects[p.Pairs[i].B].Name, told, all))
	}
	notes := []string{
		"Each figure: P50, then P10..P90 of the draws. " + QuantileSays + " Figures are simulated from the census of January " + fmt.Sprint(p.January) + ": none is a count of real children.",
		fmt.Sprintf("> the authority on the left is above, < it is below, by more than chance; no mark: not told apart. Marked is what at least %.1f %% of the joint draws agree on, so that of all marks no more than %.1f %% are expected to have the wrong sign, however many figures are looked at (local false sign rate, Stephens 2017): here %.1f of %d. More than chance may still be small: look at the figures.",
			percent*(1-peers.MostWrong), percent*peers.MostWrong, wrong, marks),
		"Marked: " + strings.Join(pairs, "; ") + ".",
		"Chance is that of a year, of what is not known of each authority's practice and prices, and of how many children happen to be there, who are taken as one outcome of the same practice. Draws share the national paths, which cancel. What a council's figures leave out, or count otherwise than others', is no part of it.",
	}
	notes = append(notes, "Primary needs of an authority are published in whole per cent: a figure of one is whole, and its range goes to the next whole ones; several together are known finer.")
	if slices.ContainsFunc(p.hidden, func(all []bool) bool { return slices.Contains(all, true) }) {
		notes = append(notes, disclosure.Mark+": not shown, because it would tell a count of children below 5, or one that gives such a count away.")
	}
	for _, s := range p.Subjects {
		if len(s.Members) > 0 && strings.HasPrefix(s.Name, "neighbours") {
			notes = append(notes, fmt.Sprintf("The %s, as published, all children together: %s.", s.Name, strings.Join(s.Names, ", ")))
		}
	}
	return append(notes, p.Comparison.Notes...)
}

// Files writes the files of the comparison.
func (p *Peers) Files(create func(name string) (io.WriteCloser, error)) error {
	return oneFile(create, PeersName, p.WriteArrow)
}

// oneFile writes the one file of a folder.
func oneFile(create func(name string) (io.WriteCloser, error), name string, write func(io.Writer) error) error {
	out, err := create(name)
	if err != nil {
		return err
	}
	return errors.Join(write(out), out.Close())
}
