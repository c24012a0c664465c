package levertest

import (
	"slices"
	"strings"
	"testing"

	"sendsim/cohorts"
	"sendsim/sim/levers"
)

// card asks that a card says all that a reader needs.
func card(t *testing.T, l levers.Lever) {
	c := l.Card()
	for what, text := range map[string]string{
		"key": c.Key, "name": c.Name, "says": c.Says, "evidence": c.Evidence, "misleads": c.Misleads, "source": c.Source, "cost": c.Cost,
	} {
		if strings.TrimSpace(text) == "" {
			t.Errorf("the card does not say its %s", what)
		}
	}
	if !slices.Contains(levers.Keys(), c.Key) {
		t.Errorf("%s is not in the catalogue", c.Key)
	}
	for _, step := range append([]string{c.Step}, c.Also...) {
		if !stepExists(step) {
			t.Errorf("there is no step %q", step)
		}
	}
	if len(c.Phases) == 0 || len(c.Purses) == 0 {
		t.Error("the card does not say which phases it reaches, or which purses pay")
	}
	if c.Reserves != (levers.ReservedBy(l) != nil) {
		t.Errorf("the card says of reserved places: %v", c.Reserves)
	}
	graded(t, c.Key, c.Grade)
	dials(t, l)
}

// stepExists tells whether levers can act on a step: one of the year, or the
// settling of money.
func stepExists(name string) bool {
	return name == "settle" || slices.ContainsFunc(cohorts.Steps, func(s cohorts.Step) bool { return s.Name == name })
}

func graded(t *testing.T, what, grade string) {
	if len(grade) != 1 || !strings.Contains("FDMJ", grade) {
		t.Errorf("%s: the grade is %q, not F, D, M or J", what, grade)
	}
}

func dials(t *testing.T, l levers.Lever) {
	all := l.Card().AllDials()
	if len(l.Card().Dials) == 0 {
		t.Error("the card has no dial")
	}
	names := map[string]bool{}
	places := map[*levers.Uncertain]bool{}
	rests := false
	for _, d := range all {
		if d.Name == "" || d.Says == "" || d.Source == "" || d.Of == nil {
			t.Fatalf("the dial %q has no name, says nothing, has no source or no place in the lever", d.Name)
		}
		if names[d.Name] || places[d.Of(l)] {
			t.Errorf("the dial %s stands on the card twice, or sets what another sets", d.Name)
		}
		names[d.Name], places[d.Of(l)] = true, true
		graded(t, d.Name, d.Grade)
		if r := d.Default; !(d.Low <= r.Low && r.Low <= r.High && r.High <= d.High) || d.Low >= d.High {
			t.Errorf("%s: the default %s lies outside the allowed, %s to %s", d.Name, d.Format(r), d.Unit.Format(d.Low), d.Unit.Format(d.High))
		}
		rests = rests || d.Rests
		if d.Rests && (d.Low > 0 || d.High < 0) {
			t.Errorf("%s rests at 0, which is not allowed", d.Name)
		}
	}
	if !rests {
		t.Error("no dial turns the lever off")
	}
}
