package calibration

import (
	"bytes"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"sendsim/calibration/evidence"
	"sendsim/internal/fuzztest"
	"sendsim/internal/strict"
)

// perByte is the bytes that reading a calibration may allocate for each of its
// bytes.
const perByte = 4000

// havePlaces fails unless an error is faults, each with a file, a place and words
// of its own.
func havePlaces(t *testing.T, err error) {
	t.Helper()
	var faults strict.Faults
	if !errors.As(err, &faults) || len(faults) == 0 {
		t.Fatalf("an error without faults: %v", err)
	}
	for _, f := range faults {
		if f.File == "" || f.Line < 1 || f.Column < 1 || f.Says == "" {
			t.Fatalf("a fault without a place: %+v", f)
		}
	}
}

// seedAuthority is an authority that ships, with the first figures of its
// evidence alone.
func seedAuthority(t testing.TB) (*basis, *Authority) {
	t.Helper()
	lib := shippedLib(t)
	a, err := lib.Authority("rutland")
	if err != nil {
		t.Fatal(err)
	}
	few := *a.Evidence
	few.Rows = few.Rows[:20]
	return basisOf(lib), &Authority{
		Area: a.Area, Valid: true, Structure: a.Structure, Parameters: a.Parameters,
		EntryHyper: a.EntryHyper, LeavingHyper: a.LeavingHyper, National: a.National, Evidence: &few,
	}
}

// tablesIn is an authority's calibration file but for its draws.
func tablesIn(t testing.TB, b *basis, a *Authority) fstest.MapFS {
	t.Helper()
	tables, err := a.tables()
	if err != nil {
		t.Fatal(err)
	}
	folder := fstest.MapFS{metaFile: {Data: b.ofAuthority(a, tables)}}
	for _, p := range tables {
		folder[p.name] = &fstest.MapFile{Data: p.text}
	}
	return folder
}

// FuzzCalibrationFile says of any text in the place of one file of an
// authority's calibration, vouched for by meta.yaml: it is refused with
// faults that have places, or the authority comes back from what is written of
// it, and whether its future is lawful can be told.
func FuzzCalibrationFile(f *testing.F) {
	b, a := seedAuthority(f)
	sound := tablesIn(f, b, a)
	names := []string{metaFile, parametersFile, evidenceFile}
	for i := range grids {
		names = append(names, grids[i].file)
	}
	for i, name := range names {
		f.Add(uint8(i), string(sound[name].Data))
	}
	f.Fuzz(func(t *testing.T, which uint8, text string) {
		name := names[int(which)%len(names)]
		folder := fstest.MapFS{}
		for n, file := range sound {
			folder[n] = file
		}
		was := folder[name].Data
		folder[name] = &fstest.MapFile{Data: []byte(text)}
		if name != metaFile {
			vouched := strings.Replace(string(sound[metaFile].Data), digest(was), digest([]byte(text)), 1)
			folder[metaFile] = &fstest.MapFile{Data: []byte(vouched)}
		}
		var read *Authority
		var err error
		fuzztest.Frugal(t, len(text), perByte, func() { read, err = readAuthority(folder, b.against()) })
		if err != nil {
			havePlaces(t, err)
			return
		}
		again := tablesIn(t, b, read)
		back, err := readAuthority(again, b.against())
		if err != nil {
			t.Fatalf("what was read is not read again: %v", err)
		}
		for n, file := range tablesIn(t, b, back) {
			if !bytes.Equal(file.Data, again[n].Data) {
				t.Fatalf("%s\nof what was read again is not\n%s", file.Data, again[n].Data)
			}
		}
		_ = read.Livable() // does not fall; where it is an error, sim makes no model of it
	})
}

// FuzzNationalFile says the same of England's file.
func FuzzNationalFile(f *testing.F) {
	lib := shippedLib(f)
	n := &National{January: lib.England.National.January, Stock: 500_000, Entries: 80_000, Rows: slices.Clone(lib.England.National.Rows[:5])}
	f.Add(n.rowsText(), writeParameters(lib.England.Parameters))
	f.Fuzz(func(t *testing.T, rows, parameters []byte) {
		fuzztest.Frugal(t, len(rows)+len(parameters), perByte, func() {
			known, faults := readParameters(parameters, nationalParameters())
			if len(faults) > 0 {
				havePlaces(t, faults)
			} else if back, more := readParameters(writeParameters(known), nationalParameters()); len(more) > 0 || !slices.Equal(known, back) {
				t.Fatalf("%v came back as %v, %v", known, back, more)
			}
			read := &National{January: n.January}
			if faults := read.readRows(rows); len(faults) > 0 {
				havePlaces(t, faults)
				return
			}
			back := &National{January: n.January}
			if faults := back.readRows(read.rowsText()); len(faults) > 0 || !slices.Equal(read.Rows, back.Rows) || read.Stock != back.Stock || read.Entries != back.Entries {
				t.Fatalf("%s\ncame back as\n%s, %v", read.rowsText(), back.rowsText(), faults)
			}
		})
	})
}

// FuzzCompact says that no bytes make the reader of the compact form fall or
// take more memory than a multiple of their size, and that what it reads comes
// back.
func FuzzCompact(f *testing.F) {
	_, a := seedAuthority(f)
	f.Add(uint8(0), appendCompact(nil, reflect.ValueOf(a.record()).Elem()))
	lib := *shippedLib(f)
	n := lib.England.National
	lib.England.National = &National{January: n.January, Stock: n.Stock, Entries: n.Entries, Rows: n.Rows[:5]}
	f.Add(uint8(1), appendCompact(nil, reflect.ValueOf(lib.record()).Elem()))
	f.Add(uint8(2), []byte(compactForm+"1\nevidence 00\ntables 00\njanuary 2024\n"))
	const perByte = 100 // a number is as large in memory; what lies about its length is found out
	f.Fuzz(func(t *testing.T, which uint8, form []byte) {
		if which%3 == 2 {
			fuzztest.Frugal(t, len(form), perByte, func() { _, _ = readHeader(string(form)) })
			return
		}
		var record any = &authorityRecord{}
		if which%3 == 1 {
			record = &nationRecord{}
		}
		var err error
		fuzztest.Frugal(t, len(form), perByte, func() { err = readCompact(form, record) })
		if err != nil {
			return
		}
		once := appendCompact(nil, reflect.ValueOf(record).Elem())
		if len(once) != len(form) {
			t.Fatalf("%d bytes were read and %d are written", len(form), len(once))
		}
		if r, ok := record.(*authorityRecord); ok {
			_, _ = r.authority(n, &evidence.File{Area: a.Area}) // may refuse, must not panic
		}
	})
}
