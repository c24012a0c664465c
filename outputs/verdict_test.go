package outputs_test

import (
	"bytes"
	"math"
	"slices"
	"testing"

	"sendsim/outputs"
)

// TestVerdicts says what is said of a file for every way in which the
// manifest, the disk and the run made again may differ over it.
func TestVerdicts(t *testing.T) {
	one, two, three := outputs.Digest{Bytes: 1, SHA256: "aa"}, outputs.Digest{Bytes: 1, SHA256: "bb"}, outputs.Digest{Bytes: 2, SHA256: "aa"}
	none := outputs.Digest{}
	for _, c := range []struct {
		name              string
		written, on, made outputs.Digest
		says              outputs.Says
	}{
		{"all agree", one, one, one, outputs.Same},
		{"the disk alone is another", one, two, one, outputs.Differs},
		{"its size alone is another", one, three, one, outputs.Differs},
		{"made again it is another", one, one, two, outputs.Differs},
		{"all three differ", one, two, three, outputs.Differs},
		{"the manifest alone is another", one, two, two, outputs.Differs},
		{"not on the disk", one, none, one, outputs.Missing},
		{"in the manifest alone", one, none, none, outputs.Missing},
		{"made again alone", none, none, one, outputs.Missing},
		{"on the disk alone", none, one, none, outputs.Extra},
		{"not made again", one, one, none, outputs.Extra},
		{"the manifest itself", none, one, one, outputs.Same},
	} {
		file := func(d outputs.Digest) []outputs.Digest {
			if d == none {
				return nil
			}
			d.Name = "file"
			return []outputs.Digest{d}
		}
		for _, m := range []outputs.Manifest{{Outputs: file(c.written)}, {Inputs: file(c.written)}} {
			v := outputs.Verdicts(m, file(c.on), file(c.made))
			if len(v) != 1 || v[0].Says != c.says || (v[0].Why == "") != (c.says == outputs.Same) {
				t.Errorf("%s: %+v, want %q", c.name, v, c.says)
			}
		}
	}
	ships := outputs.Manifest{Inputs: []outputs.Digest{{Name: "calibrations.zip", Bytes: 1, SHA256: "aa", Ships: true}}}
	if v := outputs.Verdicts(ships, nil, nil); len(v) != 0 {
		t.Errorf("what ships does not stand in the folder: %+v", v)
	}
}

// summaryFile is summary.arrow of an invented run.
func summaryFile(t *testing.T, size float64) []byte {
	t.Helper()
	a := about(2)
	s := summarised(t, a, blockDraws, size, outputs.DefaultThreshold)
	var b bytes.Buffer
	if err := s.WriteArrow(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestSummaryReadsBack says that every statistic is read back with its errors,
// and that a file which is cut or changed is an error and no panic.
func TestSummaryReadsBack(t *testing.T) {
	a := about(2)
	s := summarised(t, a, blockDraws, 500, outputs.DefaultThreshold)
	file := summaryFile(t, 500)
	all, err := outputs.ReadSummary(file)
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, f := range all {
		level := slices.IndexFunc(outputs.Levels[:], func(l outputs.Level) bool { return l.String() == f.Statistic })
		if level < 0 {
			continue
		}
		e := s.Stats(0, f.Year-a.FirstYear, f.Column).Quantiles[level]
		want := map[string]float64{outputs.OfValue: e.Value, "mc_error": e.Error, "mc_low": e.Low, "mc_high": e.High}[f.Of]
		if f.Area != a.Areas[0].Code || math.Float64bits(f.Value) != math.Float64bits(want) && !(math.IsNaN(f.Value) && math.IsNaN(want)) {
			t.Fatalf("%+v, want %v", f, want)
		}
		found++
	}
	if want := 4 * len(outputs.Levels) * len(outputs.Columns) * a.Years; found != want {
		t.Errorf("%d quantiles and errors, want %d", found, want)
	}
	for cut := 0; cut < len(file); cut += len(file)/50 + 1 {
		if _, err := outputs.ReadSummary(file[:cut]); err == nil {
			t.Errorf("the first %d bytes of %d are read as a summary", cut, len(file))
		}
	}
	for at := 0; at < len(file); at += len(file)/300 + 1 {
		changed := slices.Clone(file)
		changed[at] ^= 0xff
		_, _ = outputs.ReadSummary(changed) // may be another number: must not panic
	}
}

// TestChanges says which figures are listed as changed, and in what order.
func TestChanges(t *testing.T) {
	f := func(year int, column string, value float64) outputs.Figured {
		return outputs.Figured{Figure: outputs.Figure{Year: year, Area: "a", Column: column, Statistic: "p50", Of: outputs.OfValue}, Value: value}
	}
	nan := math.NaN()
	was := []outputs.Figured{f(2025, "plans", 10), f(2025, "spend", 1), f(2024, "plans", 7), f(2024, "gone", 3), f(2024, "empty", nan)}
	is := []outputs.Figured{f(2025, "plans", math.Nextafter(10, 11)), f(2025, "spend", 1), f(2024, "plans", 7), f(2024, "empty", nan), f(2024, "new", 4)}
	type change struct {
		year   int
		column string
		was    float64
		is     float64
	}
	want := []change{{2024, "gone", 3, nan}, {2024, "new", nan, 4}, {2025, "plans", 10, math.Nextafter(10, 11)}}
	got := outputs.Changes(was, is)
	if len(got) != len(want) {
		t.Fatalf("%d changes: %+v", len(got), got)
	}
	for i, w := range want {
		g := got[i]
		same := func(a, b float64) bool { return a == b || a != a && b != b }
		if g.Year != w.year || g.Column != w.column || !same(float64(g.Was), w.was) || !same(float64(g.Is), w.is) {
			t.Errorf("%+v, want %+v", g, w)
		}
	}
}
