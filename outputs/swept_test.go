package outputs_test

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"sendsim/outputs"
	"sendsim/sim/sweep"
)

// sweptOf is a sweep of one authority: a combination for each tally.
func sweptOf(t *testing.T, tallies []sweep.Tally) *outputs.Swept {
	t.Helper()
	return sweptIn(t, 20, tallies)
}

// sweptIn is the same in so many draws.
func sweptIn(t *testing.T, draws int, tallies []sweep.Tally) *outputs.Swept {
	t.Helper()
	s, err := outputs.NewSweep(&sweep.Design{
		Name: "swept", Authorities: []string{"rutland"}, Codes: []string{"E06000017"}, Names: []string{"Rutland"}, Scenarios: []sweep.Scenario{{Name: "none", Points: make([]sweep.Point, len(tallies))}},
		Draws: draws, Block: 10, Start: 2024, Years: 2, By: 2025,
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
		"Rutland: in none of 20 draws is any combination in balance in 2025-26;":    0,
		"Rutland: the best chance of balance in 2025-26 is above 83.8 %, for £1.0m": 20,
		"Rutland: the best chance of balance in 2025-26 is 25 %, for £1.0m":         5,
	} {
		swept := sweptOf(t, []sweep.Tally{tallyOf(0, 9e6, 0), tallyOf(balanced, 5e6, 1e6)})
		if title := swept.FrontierOf(0, &outputs.Basis{}).Title; !strings.HasPrefix(title, says) {
			t.Errorf("%q does not begin with %q", title, says)
		}
	}
	none, few := tallyOf(0, 9e6, 0), tallyOf(3, 5e6, 10e6)
	none.Draws, few.Draws = 200, 200 // 3 of them, which the table has as 1.5 %
	swept := sweptIn(t, 200, []sweep.Tally{none, few})
	if title := swept.FrontierOf(0, &outputs.Basis{}).Title; !strings.Contains(title, " is 1.5 %, for £1.0m") {
		t.Errorf("%q has not what the table has", title)
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

// What is on the frontier no other combination beats, and every other is beaten
// or equalled by one that is.
func TestTheFrontierIsUnbeaten(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		n := rapid.IntRange(1, 60).Draw(rt, "combinations")
		few := rapid.Int64Range(0, 6)
		var tallies []sweep.Tally
		for range n {
			tallies = append(tallies, tallyOf(min(20, few.Draw(rt, "balanced")*rapid.Int64Range(0, 1).Draw(rt, "any")), 1e6*few.Draw(rt, "deficit"), 1e5*few.Draw(rt, "cost")))
		}
		swept := sweptOf(t, tallies)
		none := !slices.ContainsFunc(tallies, func(t sweep.Tally) bool { return t.Balanced > 0 })
		worth := func(t *sweep.Tally) float64 {
			if none {
				return -t.Deficit.Quantile(0.5)
			}
			return float64(t.Balanced)
		}
		points := swept.OnFrontierPoints(0)
		on := map[int]bool{}
		for _, p := range points {
			on[p] = true
		}
		for i := range tallies {
			a, beaten := &tallies[i], false
			for j := range tallies {
				b := &tallies[j]
				if b.Cost <= a.Cost && worth(b) >= worth(a) && (b.Cost < a.Cost || worth(b) > worth(a)) {
					beaten = true
				}
			}
			equalled := slices.ContainsFunc(points, func(p int) bool { return tallies[p].Cost <= a.Cost && worth(&tallies[p]) >= worth(a) })
			if on[i] && beaten || !equalled {
				rt.Fatalf("%d: on the frontier %v, beaten %v, equalled %v", i, on[i], beaten, equalled)
			}
		}
		if !slices.IsSortedFunc(points, func(i, j int) int { return cmp.Compare(tallies[i].Cost, tallies[j].Cost) }) {
			rt.Fatalf("%v is not from the cheapest up", points)
		}
	})
}

// Dials are lettered as columns of a spreadsheet, and a table of many is not
// wider than is asked: settings stand in tables of their own.
func TestATableOfManyDials(t *testing.T) {
	const dials, width = 30, 80
	d := &sweep.Design{
		Name: "many", Authorities: []string{"rutland"}, Codes: []string{"E06000017"}, Names: []string{"Rutland"},
		Draws: 20, Block: 20, Start: 2024, Years: 2, By: 2025, Columns: []string{outputs.ColCumulative},
	}
	points := make([]sweep.Point, 2)
	for i := range dials {
		d.Dials, d.Units = append(d.Dials, fmt.Sprint("lever.dial-", i)), append(d.Units, "share")
		for p := range points {
			x := float64(i+p) / 100
			points[p] = append(points[p], &x)
		}
	}
	d.Scenarios = []sweep.Scenario{{Name: "plan", Points: points}}
	s, err := outputs.NewSweep(d)
	if err != nil {
		t.Fatal(err)
	}
	swept := outputs.NewSwept(s)
	for i := range points {
		tally := tallyOf(3, 5e6, 1e6)
		swept.Add(i, &tally)
	}
	var b bytes.Buffer
	if err := swept.Table(&b, width); err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Split(b.String(), "\n") {
		if n := utf8.RuneCountInString(strings.TrimRight(line, " ")); n > width {
			t.Errorf("%d columns: %s", n, line)
		}
	}
	for _, says := range []string{"Z: lever.dial-25\n", "AA: lever.dial-26\n", "AD: lever.dial-29\n", "29%", "30%"} {
		if !strings.Contains(b.String(), says) {
			t.Errorf("%q is not said:\n%s", says, b.String())
		}
	}
}
