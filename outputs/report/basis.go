package report

import (
	"fmt"
	"slices"

	"sendsim/outputs"
)

// council is the council's own figures that the run was made with.
func council(p *Paper) []Block {
	s := p.Summary()
	if !s.Local {
		return nil
	}
	blocks := []Block{{Text: "The run contains local data: the council's own figures, in the place of published ones."}}
	t := &Table{Title: "The council's figures", Head: []string{"figure", "the council's", "published"}}
	for _, q := range p.Runs[p.Detail].Manifest.Parameters {
		if q.InsteadOf != "" {
			t.Rows = append(t.Rows, []string{q.Key, q.Value, q.InsteadOf})
		}
	}
	switch {
	case len(s.Council) > 0:
		return append(blocks, Block{List: s.Council})
	case len(t.Rows) > 0:
		return append(blocks, Block{Table: t})
	}
	return blocks
}

// notes is what a reader must know to use the figures, warnings last.
func notes(p *Paper) []Block {
	s := p.Summary()
	list := s.Notes(p.Area)
	list = list[:len(list)-1] // the sources, which have a part of their own
	if p.Unproven != "" {
		list = append(list, "Published history, levers, calibration and assumptions are not shown: "+p.Unproven+".")
	}
	return []Block{{List: list}}
}

// sources is where the figures come from, and the licence.
func sources(p *Paper) []Block {
	list := slices.Clone(p.Summary().Sources)
	list = append(list, "Contains public sector information licensed under the Open Government Licence v3.0 (www.nationalarchives.gov.uk/doc/open-government-licence/version/3).")
	return []Block{{List: list}}
}

// again is how the figures are made anew, and from what.
func again(p *Paper) []Block {
	m := p.Manifest
	blocks := []Block{
		{Text: "The same command makes the same figures, to the last bit, with any number of workers:"},
		{Code: p.Command},
		{Text: fmt.Sprintf("Made by sendsim %s with the seed %d and %s futures; this report by sendsim %s. The second command makes the run again and compares every byte. A scenario lies in the run's folder as it was given, under inputs/scenario.",
			m.Version, m.Seed, number(float64(m.Draws), 0), p.Version)},
	}
	t := &Table{Title: "The files that this report was read from", Head: []string{"file", "bytes", "SHA-256"}}
	for _, list := range [][]outputs.Digest{m.Inputs, m.Outputs} {
		for _, d := range list {
			name := d.Name
			if d.Ships {
				name += " (ships with sendsim)"
			}
			t.Rows = append(t.Rows, []string{name, fmt.Sprint(d.Bytes), d.SHA256})
		}
	}
	return append(blocks, Block{Table: t})
}
