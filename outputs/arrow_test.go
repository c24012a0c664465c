package outputs_test

import (
	"bytes"
	"errors"
	"io"
	"math"
	"strings"
	"sync"
	"testing"

	"github.com/apache/arrow/go/v17/arrow"
	"github.com/apache/arrow/go/v17/arrow/array"
	"github.com/apache/arrow/go/v17/arrow/ipc"

	"sendsim/outputs"
	"sendsim/sim"
	"sendsim/sim/finance"
)

// twoAreas is a run of an authority and a sum.
func twoAreas(years int) outputs.About {
	a := about(years)
	a.Areas = append(a.Areas, outputs.Area{Code: "north-east", Name: "North East"})
	return a
}

// TestFileReadsBack says that Arrow's own reader finds in deficit.arrow every
// value of every year, to the bit, and what each column means.
func TestFileReadsBack(t *testing.T) {
	a := twoAreas(3)
	const draws = 2*blockDraws + 7
	file := written(t, a, draws, 900)
	r, err := ipc.NewFileReader(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	meta := r.Schema().Metadata()
	for key, want := range map[string]string{"regime": a.Regime, "sign": outputs.Sign, "licence": outputs.Licence} {
		if i := meta.FindKey(key); i < 0 || meta.Values()[i] != want {
			t.Errorf("the file's %s is not %q", key, want)
		}
	}
	if r.NumRecords() != 3 {
		t.Errorf("%d record batches, want one a block", r.NumRecords())
	}
	next := rowsOf(t, r)
	rows := 0
	for draw := range draws {
		future(&a, draw, 900, func(y *sim.YearEnd) {
			row := next()
			rows++
			if row[0] != a.Areas[y.Area].Code || row[1] != int32(y.Draw) || row[2] != int16(y.Year) {
				t.Fatalf("row %d is of %v", rows, row[:3])
			}
			for i, c := range outputs.Columns {
				want := any(c.Of(y))
				switch v := c.Of(y); {
				case c.Whole():
					want = int32(v)
				case math.IsNaN(v):
					want = nil
				}
				if row[3+i] != want {
					t.Fatalf("draw %d, %d: %s is %v, want %v", y.Draw, y.Year, c.Name, row[3+i], want)
				}
			}
		})
	}
	if next() != nil {
		t.Error("there are more rows")
	}
	for i, c := range outputs.Columns {
		f := r.Schema().Field(3 + i)
		unit, _ := f.Metadata.GetValue("unit")
		says, _ := f.Metadata.GetValue("says")
		if f.Name != c.Name || unit != c.Unit || says != c.Says {
			t.Errorf("field %s says %s, %s", f.Name, unit, says)
		}
	}
}

// rowsOf gives the rows of a file one after another, nil at its end.
func rowsOf(t *testing.T, r *ipc.FileReader) func() []any {
	var rec arrow.Record
	batch, at := 0, 0
	return func() []any {
		if rec == nil || at == int(rec.NumRows()) {
			if batch == r.NumRecords() {
				return nil
			}
			var err error
			if rec, err = r.RecordAt(batch); err != nil {
				t.Fatal(err)
			}
			batch, at = batch+1, 0
		}
		row := make([]any, rec.NumCols())
		for i := range row {
			row[i] = cell(rec.Column(i), at)
		}
		at++
		return row
	}
}

func cell(a arrow.Array, i int) any {
	if a.IsNull(i) {
		return nil
	}
	switch a := a.(type) {
	case *array.Int32:
		return a.Value(i)
	case *array.Int16:
		return a.Value(i)
	case *array.Float64:
		return a.Value(i)
	case *array.Dictionary:
		return a.Dictionary().(*array.String).Value(a.GetValueIndex(i))
	}
	return a
}

// TestColumnsReadOneByOne says that the columns read by their addresses are
// those of the file.
func TestColumnsReadOneByOne(t *testing.T) {
	a := twoAreas(3)
	const draws = 2*blockDraws + 7
	d := opened(t, written(t, a, draws, 900))
	if d.Draws != draws || d.Years != 3 || len(d.Areas) != 2 || d.Regime != a.Regime {
		t.Errorf("the file is about %+v", d.About)
	}
	want := map[string][]float64{}
	for draw := range draws {
		future(&a, draw, 900, func(y *sim.YearEnd) {
			for _, c := range outputs.Columns {
				if want[c.Name] == nil {
					want[c.Name] = make([]float64, 2*3*draws)
				}
				want[c.Name][(y.Area*3+y.Year-a.FirstYear)*draws+y.Draw] = c.Of(y)
			}
		})
	}
	var room []float64
	for _, c := range outputs.Columns {
		for _, part := range [][2]int{{0, 2}, {1, 2}} {
			var err error
			if room, err = d.Column(c.Name, part[0], part[1], room); err != nil {
				t.Fatal(err)
			}
			for i, v := range want[c.Name][part[0]*3*draws:] {
				if math.Float64bits(room[i]) != math.Float64bits(v) && (v == v || room[i] == room[i]) {
					t.Fatalf("%s, areas %v, place %d: %v, want %v", c.Name, part, i, room[i], v)
				}
			}
		}
	}
	if _, err := d.Column("plan", 0, 1, nil); err == nil {
		t.Error("a column that is not there was read")
	}
}

// TestSameBytesHoweverFilled says that blocks filled in any order, or side by
// side, and closed in their order make the same bytes.
func TestSameBytesHoweverFilled(t *testing.T) {
	a := about(2)
	const blocks, draws = 6, 6*blockDraws - 3
	want := written(t, a, draws, 900)
	for name, fill := range map[string]func(fill func(block int)){
		"backwards": func(fill func(int)) {
			for b := range blocks {
				fill(blocks - 1 - b)
			}
		},
		"side by side": func(fill func(int)) {
			var all sync.WaitGroup
			for b := range blocks {
				all.Go(func() { fill(b) })
			}
			all.Wait()
		},
	} {
		var file, cellFile, cellWant bytes.Buffer
		w, err := outputs.NewWriter(&file, a)
		if err != nil {
			t.Fatal(err)
		}
		cells, inOrder := outputs.NewCells(a), outputs.NewCells(a)
		run(t, &a, draws, 900, inOrder.Open)
		sinks := make([]sim.Sink, blocks)
		fill(func(block int) { sinks[block] = live(t, &a, block, draws, 900, outputs.Sinks(w.Open, cells.Open)) })
		for _, s := range sinks {
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
		}
		if err := errors.Join(w.Close(), cells.WriteArrow(&cellFile), inOrder.WriteArrow(&cellWant)); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(file.Bytes(), want) {
			t.Errorf("deficit.arrow differs when blocks are filled %s", name)
		}
		if !bytes.Equal(cellFile.Bytes(), cellWant.Bytes()) {
			t.Errorf("cells.arrow differs when blocks are filled %s", name)
		}
	}
}

// TestBlocksOutOfOrder says that a file never holds draws in a wrong order,
// or half a draw.
func TestBlocksOutOfOrder(t *testing.T) {
	a := about(2)
	open := func() *outputs.Writer {
		w, err := outputs.NewWriter(io.Discard, a)
		if err != nil {
			t.Fatal(err)
		}
		return w
	}
	if err := live(t, &a, 1, 100, 900, open().Open).Close(); err == nil || !strings.Contains(err.Error(), "was due") {
		t.Errorf("the second block came first: %v", err)
	}
	sink, _ := open().Open(0)
	sink.Year(&sim.YearEnd{Year: a.FirstYear})
	if err := sink.Close(); err == nil || !strings.Contains(err.Error(), "whole draws") {
		t.Errorf("half a draw was written: %v", err)
	}
}

// TestNotAFile says that what is no file of ours is refused, and nothing
// panics, wherever it is cut or broken.
func TestNotAFile(t *testing.T) {
	file := written(t, about(2), 10, 900)
	for _, n := range []int{0, 3, 10, len(file) / 2, len(file) - 1} {
		if _, err := outputs.OpenDraws(bytes.NewReader(file[:n]), int64(n)); err == nil {
			t.Errorf("the first %d of %d bytes were taken for a file", n, len(file))
		}
	}
	for at := len(file) - 2_000; at < len(file); at += 7 {
		broken := bytes.Clone(file)
		broken[at] ^= 0x55
		if d, err := outputs.OpenDraws(bytes.NewReader(broken), int64(len(broken))); err == nil {
			_, _ = d.Column("plans", 0, 1, nil) // may fail, must not panic
		}
	}
}

// TestFlagsAreTold says that what accounts are flagged with becomes a warning,
// by authority and share of the years.
func TestFlagsAreTold(t *testing.T) {
	a := twoAreas(2)
	w, err := outputs.NewWriter(io.Discard, a)
	if err != nil {
		t.Fatal(err)
	}
	sink, _ := w.Open(0)
	for draw := range 4 {
		future(&a, draw, 900, func(y *sim.YearEnd) {
			if y.Area == 1 && draw == 0 {
				y.Account.Flags |= finance.LargeNotExplained
			}
			if y.Area == 0 {
				y.Account.Flags |= finance.NotPublished
				if y.Account.Year == 2024 { // one of two years
					y.Account.Flags |= finance.PromiseMade
					if draw > 0 {
						y.Account.Flags |= finance.PromiseBroken
					}
				}
			}
			sink.Year(y)
		})
	}
	if err := sink.Close(); err != nil {
		t.Fatal(err)
	}
	got := strings.Join(w.Warnings(), "\n")
	for _, want := range []string{"Stockton-on-Tees: the opening balance is not published", "North East: ", "in 25 % of the years", "not met in 75 % of the years of the futures in which one was promised"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not told in\n%s", want, got)
		}
	}
}
