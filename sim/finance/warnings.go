package finance

import (
	"fmt"
	"slices"
)

// Adjusted says by how much the lines were multiplied so that the published
// totals are met; "" where none are.
func (s *Structure) Adjusted() string {
	if s.back > 0 {
		return ""
	}
	return fmt.Sprintf("the planned lines of 2021-22, brought to the children and prices of 2023-24, were multiplied by %.2f (top-ups to state providers) and %.2f (independent) to meet the totals of 2023-24.",
		s.State.Factor, s.Independent.Factor)
}

// Warnings is what a reader of this authority's money must be told, in a run
// that was given some figures.
func (s *Structure) Warnings(g Given) []string {
	if s.back > 0 {
		return s.pastWarnings(g)
	}
	var w []string
	for _, r := range []struct {
		name string
		Rescaling
	}{{"state", s.State}, {"independent", s.Independent}} {
		switch {
		case r.Published == 0:
			w = append(w, fmt.Sprintf("no total of top-ups to %s providers in 2023-24 is published: lines of 2021-22 brought forward, and multiplied by the median of all authorities, %.2f", r.name, r.Factor))
		case r.Factor < leastFactor || r.Factor > greatestFactor:
			w = append(w, fmt.Sprintf("top-ups to %s providers in 2023-24 are %.2f times what the lines of 2021-22 lead to (usual: %.1f to %.1f): what a child costs is less certain", r.name, r.Factor, leastFactor, greatestFactor))
		}
	}
	return slices.Concat(w, s.dearWarnings(), s.cheapWarnings(), s.gapWarnings(g), s.Notes)
}

// pastWarnings is what a reader of money from a start in the past must be
// told.
func (s *Structure) pastWarnings(g Given) []string {
	if s.Unknown != "" {
		return nil // there is none
	}
	march := fmt.Sprintf("31 March %d", s.base()+1)
	w := []string{
		fmt.Sprintf("its balance at %s was first published in December %d: it stands for what the council's own books said", march, s.base()+1),
		"what transport cost was not published then: it is counted as nothing",
	}
	if s.ownLines {
		w = append(w, "what children and places cost is planned spend of 2021-22, as no spend of that year was published then")
	}
	if s.valvePaid() {
		w = append(w, s.valveWarning(g, g.gross()))
	}
	if s.ownLines && !s.Gap.Known {
		w = append(w, "its lines cannot be held against its balance: what is not explained is as uncertain as anywhere")
	}
	return slices.Concat(w, s.Notes)
}
