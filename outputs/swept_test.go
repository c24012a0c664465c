package outputs_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"sendsim/outputs"
	"sendsim/sim/sweep"
)

// sweptOf is a sweep of one authority: a combination for each tally.
func sweptOf(t *testing.T, tallies []sweep.Tally) *outputs.Swept {
	t.Helper()
	s, err := outputs.NewSweep(&sweep.Design{
		Name: "swept", Authorities: []string{"rutland"}, Codes: []string{"E06000017"}, Names: []string{"Rutland"}, Scenarios: []sweep.Scenario{{Name: "none", Points: make([]sweep.Point, len(tallies))}},
		Draws: 20, Block: 10, Start: 2024, Years: 2, By: 2025,
	})
	if err != nil {
		t.Fatal(err)
	}
	swept := outputs.NewSwept(s)
	for i := range tallies {
		swept.Add(i, &tallies[i])
	}
	return swept
}

// tallyOf is 20 draws of one deficit and cost.
func tallyOf(balanced, deficit, cost int64) (t sweep.Tally) {
	t.Draws, t.Balanced, t.Cost = 20, balanced, 20*cost
	for range t.Draws {
		t.Deficit.Add(deficit)
	}
	return t
}

// Few draws bound a chance, and do not say that there is none, or that it is
// certain.
func TestTheTitleOfAFrontierIsABound(t *testing.T) {
	for says, balanced := range map[string]int64{
		"Rutland: in none of 20 draws is any combination in balance in 2025-26;":  0,
		"Rutland: the best chance of balance in 2025-26 is above 83.8 %, for £1m": 20,
		"Rutland: the best chance of balance in 2025-26 is 25 %, for £1m":         5,
	} {
		swept := sweptOf(t, []sweep.Tally{tallyOf(0, 9e6, 0), tallyOf(balanced, 5e6, 1e6)})
		if title := swept.FrontierOf(0).Title; !strings.HasPrefix(title, says) {
			t.Errorf("%q does not begin with %q", title, says)
		}
	}
}

// Where no draw is in balance a long table shows what its picture does: those
// that no other beats in cost and deficit.
func TestALongSweptTableShowsWhatTheFrontierDoes(t *testing.T) {
	tallies := []sweep.Tally{tallyOf(0, 9e6, 0), tallyOf(0, 5e6, 1e6)}
	for range 50 {
		tallies = append(tallies, tallyOf(0, 8e6, 2e6)) // dearer and worse
	}
	var b bytes.Buffer
	if err := sweptOf(t, tallies).Table(&b, 120); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(b.String(), "\nnone "); n != 2 {
		t.Errorf("%d rows, want the two that none beats:\n%s", n, b.String())
	}
}

// A sweep of which draws are missing has no table, and what could not be written
// is not listed.
func TestASweptThatIsNotWholeIsNotFinished(t *testing.T) {
	few := tallyOf(0, 9e6, 0)
	few.Draws--
	full := errors.New("the disk is full")
	for _, c := range []struct {
		tally sweep.Tally
		says  string
		puts  int
	}{{few, "1 of 1 combinations have not all their draws", 0}, {tallyOf(0, 9e6, 0), "the disk is full", 1}} {
		puts := 0
		err := sweptOf(t, []sweep.Tally{c.tally}).Finish(func(string, []byte) error { puts++; return full }, nil)
		if err == nil || err.Error() != c.says || puts != c.puts {
			t.Errorf("%v after %d files, want %q after %d", err, puts, c.says, c.puts)
		}
	}
}
