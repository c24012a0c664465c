package outputs_test

import (
	"slices"
	"testing"

	"sendsim/calibration"
	"sendsim/outputs"
)

// A run whose law may break says so under its table, and no longer that its
// rules are unchanged.
func TestNotesTellOfABreak(t *testing.T) {
	if says := outputs.BreakSays(calibration.Break{}); says != "" {
		t.Errorf("no risk, and it is said to be %q", says)
	}
	a := about(10)
	a.Break = outputs.BreakSays(calibration.Break{Chance: .07, Spread: .06})
	const want = "Each year there is a chance of 7 % (judged) that the law, or what is made of it, changes and moves the yearly growth of plans for good, up or down, by a standard deviation of 6 points (judged). For stress: the range is wider than one of announced law."
	if a.Break != want {
		t.Errorf("it says %q", a.Break)
	}
	with := summarised(t, a, 50, 2_080, outputs.Threshold{Pounds: 2e7}).Notes(0)
	if slices.Contains(with, outputs.Caution) || !slices.Contains(with, want) {
		t.Errorf("the notes are %q", with)
	}
	without := summarised(t, about(10), 50, 2_080, outputs.Threshold{Pounds: 2e7}).Notes(0)
	if !slices.Contains(without, outputs.Caution) || slices.Contains(without, want) {
		t.Errorf("without a break the notes are %q", without)
	}
}
