package finance

import "testing"

// A tenth off what transport costs is a tenth off its line, and off no other.
func TestAFactorOnTransportMovesItsLineAlone(t *testing.T) {
	tariff := settled(flat(), Parameters(), 1, 1)
	before := lived(tariff, everywhere(), 1, nil)[0]
	if before.Lines[Transport] == 0 {
		t.Fatal("nobody is carried")
	}
	shift := Rest()
	shift.Transport = 0.9
	after := lived(tariff, everywhere(), 1, &shift)[0]
	for l := range NumLines {
		if l != Transport && after.Lines[l] != before.Lines[l] {
			t.Errorf("%s changes from %s to %s", l, before.Lines[l], after.Lines[l])
		}
	}
	const settingsAndTerms = 39 // each rounded to the pound
	if got, want := float64(after.Lines[Transport]), 0.9*float64(before.Lines[Transport]); max(got-want, want-got) > settingsAndTerms {
		t.Errorf("transport is %v, want %v", got, want)
	}
}
