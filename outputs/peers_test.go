package outputs

import (
	"bytes"
	"io"
	"math"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/apache/arrow/go/v17/arrow/ipc"

	"sendsim/sim/attribution"
	"sendsim/sim/peers"
)

// beside is a comparison made up: the second is above the first in every
// figure but the last, of which nothing is known, and has few children in one
// setting.
func beside(draws int) *peers.Comparison {
	c := &peers.Comparison{Draws: draws, January: 2024, Regime: "law as it was", Notes: []string{"a note"}}
	for s, name := range []string{"A", "neighbours of A with a long name"} {
		one := peers.Subject{Code: name[:1], Name: name, Members: []string{"b", "c"}}
		for i := range peers.Figures {
			v := make([]float64, draws)
			for k := range v {
				v[k] = float64(10*s + i + k%10)
				if i == len(peers.Figures)-1 {
					v[k] = math.NaN()
				}
			}
			one.Draws = append(one.Draws, v)
			one.Children[i] = -1
			if strings.HasPrefix(peers.Figures[i].Key, "share_") && peers.Figures[i].Heading == "plans by setting, %" {
				one.Children[i] = 100 + i
			}
			if peers.Figures[i].Key == "share_home_educated" {
				one.Children[i] = 2 + 100*s
			}
		}
		c.Subjects = append(c.Subjects, one)
	}
	p := peers.Pair{A: 0, B: 1}
	for i := range peers.Figures {
		p.Differences = append(p.Differences, peers.DifferenceOf(c.Subjects[0].Draws[i], c.Subjects[1].Draws[i]))
	}
	c.Pairs = []peers.Pair{p}
	return c
}

// Needs of one authority are told as finely as they are published, in a range that
// holds what is not known; of several together, finer.
func TestNeedsAreToldAsTheyAreKnown(t *testing.T) {
	c := beside(20)
	c.Subjects[0].Members = nil
	for k := range c.Subjects[0].Draws {
		for i := range c.Subjects[0].Draws[k] {
			c.Subjects[0].Draws[k][i] = .61 + .04*float64(i)
		}
	}
	p := PeersOf(c, 0)
	for i := range peers.Figures {
		if peers.Figures[i].Heading == "plans by primary need, %" != peers.Whole(i) {
			t.Errorf("%s is whole: %v", peers.Figures[i].Key, peers.Whole(i))
		}
		want := "0.97 0.65..1.29"
		if peers.Whole(i) {
			want = "1 0..2"
		}
		if got := p.cell(0, i); !p.hidden[0][i] && peers.Figures[i].Unit != UnitCost && got != want {
			t.Errorf("%s is told as %q, want %q", peers.Figures[i].Key, got, want)
		}
		if got := p.cell(1, i); peers.Whole(i) && !strings.Contains(got, ".0 ") {
			t.Errorf("%s of several is told as %q", peers.Figures[i].Key, got)
		}
	}
}

// A share of few children is shown nowhere, nor the one that would give it
// away; what is known of nobody is a dash; marks say on which side the one on
// the left is.
func TestPeersAreShown(t *testing.T) {
	p := PeersOf(beside(200), 0)
	var b bytes.Buffer
	if err := p.Table(&b, TableWidth); err != nil {
		t.Fatal(err)
	}
	text := b.String()
	for line := range strings.Lines(text) {
		if n := utf8.RuneCountInString(strings.TrimSuffix(line, "\n")); n > TableWidth {
			t.Errorf("%d columns: %s", n, line)
		}
	}
	rows := map[string]string{}
	for line := range strings.Lines(text) {
		if words := strings.Fields(line); len(words) > 1 && rows[words[0]] == "" {
			rows[words[0]] = strings.Join(words[1:], " ")
		}
	}
	if got, want := rows["under-5"], "4.00 0.00..8.00 < 14.0 10.0..18.0"; got != want {
		t.Errorf("new plans under 5: %q, not %q", got, want)
	}
	if got := rows["home-educated"]; !strings.HasPrefix(got, "c ") || strings.Contains(got, "<") {
		t.Errorf("a share of two children: %q", got)
	}
	if got := rows["block"]; !strings.HasSuffix(got, "- -") {
		t.Errorf("what nothing is known of: %q", got)
	}
	hidden := 0
	for _, h := range p.hidden[0] {
		if h {
			hidden++
		}
	}
	if hidden < 2 {
		t.Errorf("%d shares are hidden: a small one alone is told by the others", hidden)
	}
	if !strings.Contains(text, "a note") || !strings.Contains(text, "c: not shown") {
		t.Error("the notes are not all there")
	}
	var file, list bytes.Buffer
	if err := p.WriteArrow(&file); err != nil {
		t.Fatal(err)
	}
	if err := p.JSON(&list); err != nil {
		t.Fatal(err)
	}
	in, err := ipc.NewFileReader(bytes.NewReader(file.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	rec, err := in.Record(0)
	if err != nil {
		t.Fatal(err)
	}
	if want := int64(3 * len(peers.Figures)); rec.NumRows() != want || int(rec.NumCols()) != len(PeersFields) {
		t.Errorf("%d rows of %d columns, not %d", rec.NumRows(), rec.NumCols(), want)
	}
}

// What is split adds up in the file, to the last bit, and in what is printed.
func TestSplitsAddUpAsPrinted(t *testing.T) {
	const draws = 90
	series := func(scale float64) attribution.Series {
		s := attribution.Series{}
		for o := range splitOutcomes {
			v := make([]float64, draws)
			for k := range v {
				v[k] = scale * (1 + float64(k%7)/3) * splitOutcomes[o].shown
			}
			s = append(s, v)
		}
		return s
	}
	one := &peers.Split{FromName: "A", ToName: "A on the rates of B", From: series(100)}
	to := series(100)
	for p := range peers.Parts {
		part := series(1.7 * float64(p-2))
		for o := range to {
			for k := range to[o] {
				to[o][k] += part[o][k]
			}
		}
		one.Of = append(one.Of, part)
	}
	one.To = to
	about := About{Areas: []Area{{Code: "A", Name: "A"}}, FirstYear: 2024, Years: 7, Draws: draws, Regime: "law as it was"}
	s := SplitsOf(&about, one)
	sum := 0.0
	for _, r := range s.rows() {
		switch r.Part {
		case "from":
			sum = float64(r.Mean)
		case "to":
			if sum != float64(r.Mean) {
				t.Errorf("%s: the parts lead to %v, not %v", r.Outcome, sum, r.Mean)
			}
		default:
			sum += float64(r.Mean)
		}
	}
	var b bytes.Buffer
	if err := s.Table(&b, TableWidth); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(strings.Join(strings.Fields(b.String()), " "), Caution) || !strings.Contains(b.String(), "What makes the difference, 2030-31") {
		t.Errorf("it does not say what it is:\n%s", b.String())
	}
	// The part in the middle makes nothing, which is not a 0 that was found.
	if said := strings.Join(strings.Fields(b.String()), " "); strings.Count(said, "mix - - - - prices ") != len(splitOutcomes) || !strings.Contains(said, "-: exactly nothing in every draw") {
		t.Errorf("a part that makes nothing has a figure:\n%s", b.String())
	}
	if err := s.WriteArrow(io.Discard); err != nil {
		t.Fatal(err)
	}
}
