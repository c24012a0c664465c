package main

import (
	"bytes"
	"encoding/csv"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/apache/arrow/go/v17/arrow"
	"github.com/apache/arrow/go/v17/arrow/array"
	"github.com/parquet-go/parquet-go"
	"github.com/xuri/excelize/v2"

	"sendsim/outputs"
)

// tabled is the values of an Arrow file: float64, int64, string or nil, by row,
// under the names of its columns.
func tabled(t *testing.T, folder, name string) (head []string, rows [][]any) {
	t.Helper()
	o, err := outputs.Open(os.DirFS(folder), Version)
	if err != nil {
		t.Fatal(err)
	}
	err = o.EachRecord(name, func(r arrow.Record) error {
		head = head[:0]
		first := len(rows)
		rows = append(rows, make([][]any, r.NumRows())...)
		for c := range int(r.NumCols()) {
			head = append(head, r.ColumnName(c))
			for i := range int(r.NumRows()) {
				rows[first+i] = append(rows[first+i], valueOf(t, r.Column(c), i))
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return head, rows
}

func valueOf(t *testing.T, a arrow.Array, row int) any {
	t.Helper()
	if !a.IsValid(row) {
		return nil
	}
	switch a := a.(type) {
	case *array.Dictionary:
		return a.Dictionary().(*array.String).Value(a.GetValueIndex(row))
	case *array.Int16:
		return int64(a.Value(row))
	case *array.Int32:
		return int64(a.Value(row))
	case *array.Float64:
		return a.Value(row)
	}
	t.Fatalf("a column is a %T", a)
	return nil
}

// exported is the folder that a folder was exported to.
func exported(t *testing.T, folder, format string) string {
	t.Helper()
	out := filepath.Join(t.TempDir(), "out")
	does(t, "export", folder, "--to", format, "--out", out)
	return out
}

// sameValues compares the rows of a table with what was read of its export.
func sameValues(t *testing.T, name string, want, got [][]any) {
	t.Helper()
	if len(want) != len(got) || len(want) == 0 {
		t.Fatalf("%s has %d rows, want %d", name, len(got), len(want))
	}
	for r := range want {
		if len(want[r]) != len(got[r]) {
			t.Fatalf("%s, row %d has %d columns, want %d", name, r, len(got[r]), len(want[r]))
		}
		for c := range want[r] {
			if want[r][c] != got[r][c] {
				t.Fatalf("%s, row %d, column %d: %v, want %v", name, r, c, got[r][c], want[r][c])
			}
		}
	}
}

// Every table of a comparison is exported, with every value to its last bit,
// whatever its scenarios and levers are called.
func TestExportsHoldEveryValue(t *testing.T) {
	folder, _ := compared(t, []string{wicked})
	o, err := outputs.Open(os.DirFS(folder), Version)
	if err != nil {
		t.Fatal(err)
	}
	asCSV, asParquet, asXLSX := exported(t, folder, "csv"), exported(t, folder, "parquet"), exported(t, folder, "xlsx")
	if n := len(o.Tables()); n != 8 {
		t.Fatalf("a comparison of two has %d tables", n)
	}
	hostile := 0
	for _, d := range o.Tables() {
		head, want := tabled(t, folder, d.Name)
		stem := strings.TrimSuffix(d.Name, ".arrow")
		names, got := readCSV(t, filepath.Join(asCSV, stem+".csv"), want)
		if !slices.Equal(names, head) {
			t.Errorf("%s.csv has the columns %v", stem, names)
		}
		for r := range got {
			for c, v := range got[r] {
				if words, ok := v.(string); ok && strings.HasPrefix(words, "'") {
					got[r][c] = words[1:]
					hostile++
				}
			}
		}
		sameValues(t, stem+".csv", want, got)
		names, got = readParquet(t, filepath.Join(asParquet, stem+".parquet"))
		if !slices.Equal(names, head) {
			t.Errorf("%s.parquet has the columns %v", stem, names)
		}
		sameValues(t, stem+".parquet", want, got)
		sheetHolds(t, filepath.Join(asXLSX, stem+".xlsx"), want)
	}
	if hostile == 0 {
		t.Error("no name was taken for a formula: the test is of nothing")
	}
}

// readCSV reads a table of text: what is empty is nil, and each column has the
// kind that it has in want.
func readCSV(t *testing.T, name string, want [][]any) (head []string, rows [][]any) {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	all, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for r, line := range all[1:] {
		var row []any
		for c, cell := range line {
			var v any
			switch want[r][c].(type) {
			case int64:
				v, err = strconv.ParseInt(cell, 10, 64)
			case float64:
				v, err = strconv.ParseFloat(cell, 64)
			case string:
				v = cell
			default:
				if cell != "" {
					t.Fatalf("%s, row %d, column %d reads %q and is empty", name, r, c, cell)
				}
			}
			if err != nil {
				t.Fatal(err)
			}
			row = append(row, v)
		}
		rows = append(rows, row)
	}
	return all[0], rows
}

func readParquet(t *testing.T, name string) (head []string, rows [][]any) {
	t.Helper()
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	r := parquet.NewReader(file)
	defer r.Close()
	for _, f := range r.Schema().Fields() {
		head = append(head, f.Name())
	}
	buffer := make([]parquet.Row, 64)
	for {
		n, err := r.ReadRows(buffer)
		for _, line := range buffer[:n] {
			row := make([]any, len(head))
			for _, v := range line {
				switch {
				case v.IsNull():
				case v.Kind() == parquet.Int32:
					row[v.Column()] = int64(v.Int32())
				case v.Kind() == parquet.Double:
					row[v.Column()] = v.Double()
				default:
					row[v.Column()] = string(v.ByteArray())
				}
			}
			rows = append(rows, row)
		}
		if err != nil {
			return head, rows
		}
	}
}

// sheetHolds compares a workbook's one sheet: figures to the 15 digits that a
// reader shows, words as words and not as formulas.
func sheetHolds(t *testing.T, name string, want [][]any) {
	t.Helper()
	f, err := excelize.OpenFile(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	sheet := f.GetSheetList()[0]
	rows, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
	if err != nil || len(rows) != len(want)+1 {
		t.Fatalf("%s: %d rows, want %d: %v", name, len(rows), len(want)+1, err)
	}
	for r, line := range want {
		for c, v := range line {
			got := ""
			if c < len(rows[r+1]) {
				got = rows[r+1][c]
			}
			same := v == nil && got == "" || v == any(got)
			if w, ok := asFloat(v); ok {
				g, err := strconv.ParseFloat(got, 64)
				same = err == nil && math.Abs(g-w) <= shownDigits*math.Abs(w)
			}
			if !same {
				t.Fatalf("%s, row %d, column %d: %q, want %v", name, r, c, got, v)
			}
			if words, ok := v.(string); ok && strings.ContainsAny(words[:1], "=@") {
				cell, _ := excelize.CoordinatesToCellName(c+1, r+2)
				if formula, err := f.GetCellFormula(sheet, cell); formula != "" || err != nil {
					t.Errorf("%s %s is the formula %q, %v", name, cell, formula, err)
				}
			}
		}
	}
}

func asFloat(v any) (float64, bool) {
	switch v := v.(type) {
	case float64:
		return v, true
	case int64:
		return float64(v), true
	}
	return 0, false
}

// What is no folder of a run, what was changed in it, what a later version
// wrote and where nothing can be written are told, and nothing is left.
func TestExportAndWorkbookRefuse(t *testing.T) {
	spoilt := func(spoil func(run string) error) string {
		run := ranOnce(t)
		if err := spoil(run); err != nil {
			t.Fatal(err)
		}
		return run
	}
	file := filepath.Join(t.TempDir(), "letter")
	if err := os.WriteFile(file, []byte("letter"), fileMode); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, run, says string
		code            int
	}{
		{"no run", t.TempDir(), "manifest.json", wrongUse},
		{"a file", file, "is a file", wrongUse},
		{"missing", spoilt(func(run string) error { return os.Remove(filepath.Join(run, "cells.arrow")) }), "cells.arrow is missing", failed},
		{"changed", spoilt(func(run string) error {
			return os.WriteFile(filepath.Join(run, "deficit.arrow"), []byte("ARROW1"), fileMode)
		}), "deficit.arrow was changed since the run: its SHA-256 is", failed},
		{"later", spoilt(func(run string) error {
			name := filepath.Join(run, outputs.ManifestName)
			text, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			return os.WriteFile(name, bytes.Replace(text, []byte(`"version": "`+Version), []byte(`"version": "99.0`), 1), fileMode)
		}), "made by sendsim 99.0", wrongUse},
	} {
		out := filepath.Join(t.TempDir(), "out")
		for _, args := range [][]string{{"export", c.run, "--to", "csv"}, {"report", c.run, "--xlsx"}} {
			code, _, stderr := command(t, append(args, "--out", out)...)
			if code != c.code || !strings.Contains(stderr, c.says) {
				t.Errorf("%s, %s: exit %d, %s", c.name, args[0], code, stderr)
			}
			if names, err := namesIn(filepath.Dir(out)); err != nil || len(names) > 0 {
				t.Errorf("%s, %s: left behind: %v, %v", c.name, args[0], names, err)
			}
		}
	}
	run := ranOnce(t)
	for _, c := range []struct {
		says string
		args []string
	}{
		{`--to "feather" is not a format; allowed: parquet, csv, xlsx`, []string{"--to", "feather"}},
		{"is not empty and was not written by this command", []string{"--to", "csv", "--out", run, "--force"}},
		{"is a file", []string{"--to", "csv", "--out", file}},
	} {
		if code, _, stderr := command(t, append([]string{"export", run}, c.args...)...); code != wrongUse || !strings.Contains(stderr, c.says) {
			t.Errorf("%v: exit %d, %s", c.args, code, stderr)
		}
	}
}
