package evidence

import (
	"fmt"
	"io/fs"
	"math"
	"slices"
	"strconv"
	"strings"

	"sendsim/internal/strict"
)

const (
	// maxFile bounds one file, maxFiles the files of one input and maxTotal
	// their sum, so that a wrong or hostile input ends in words, not in the
	// machine's memory. The largest file known is 3 MB.
	maxFile  = 128 << 20
	maxFiles = 2000
	maxTotal = 512 << 20
	// maxFigure bounds one figure: England's grant is under 1e11 pounds.
	maxFigure = 1e12
)

// missingMarks are what stands in the place of a figure that was not
// published, and why.
var missingMarks = map[string]string{
	"": "blank", "x": "not available", "c": "confidential", "z": "not applicable", "low": "rounds to nothing",
	"k": "rounds to nothing", ":": "not available", "..": "not available", "-": "blank", "n/a": "not available",
}

// Missing says why a figure was not published where a mark stands in its
// place; false where the text is no such mark.
func Missing(text string) (why string, ok bool) {
	why, ok = missingMarks[strings.ToLower(strings.Trim(text, "[]"))]
	return why, ok
}

// table is one CSV file in memory.
type table struct {
	*strict.Table
	file    string
	records []record
	missing map[string]int // figures missing, by mark
	faults  *list
}

// record is one row of a table.
type record struct {
	*table
	strict.Row
}

// readTable reads a whole CSV file, with or without a byte order mark. What
// is wrong with it goes to faults; nil if it cannot be used at all.
func readTable(fsys fs.FS, file string, faults *list) *table {
	in, err := strict.OpenTable(fsys, file, maxFile)
	if err != nil {
		faults.add(file, "%v", err)
		return nil
	}
	in.Open()
	faults.tables = append(faults.tables, in)
	t := &table{Table: in, file: file, missing: map[string]int{}, faults: faults}
	if !in.Readable() {
		return nil
	}
	for row := range in.Rows() {
		t.records = append(t.records, record{t, row})
	}
	return t
}

// text is a field without space around it, "" where the column is not there.
func (r record) text(column string) string { return r.Field(column).Text() }

// fault reports what is wrong with one field.
func (r record) fault(column, format string, a ...any) { r.Field(column).Fault(format, a...) }

// number is a figure; false where it was not published (the kind is counted)
// or is no figure (a fault).
func (r record) number(column string) (float64, bool) {
	text := r.text(column)
	mark := strings.ToLower(strings.Trim(text, "[]"))
	if _, missing := missingMarks[mark]; missing {
		if r.Has(column) {
			r.missing[mark]++
		}
		return 0, false
	}
	v, ok := figure(text)
	if !ok {
		r.fault(column, "%q is not a figure: allowed are a number, blank, x, c, z and low", text)
	}
	return v, ok
}

// figure reads a number that may have thousands separators.
func figure(text string) (float64, bool) {
	v, err := strconv.ParseFloat(strings.ReplaceAll(text, ",", ""), 64)
	if err != nil || math.IsNaN(v) || math.Abs(v) > maxFigure || strings.ContainsAny(text, "xXpP_") {
		return 0, false
	}
	return v, true
}

// whole is a whole number between two others; a fault where it is not.
func (r record) whole(column string, low, high int) (int, bool) {
	n, err := strconv.Atoi(r.text(column))
	if err != nil || n < low || n > high {
		r.fault(column, "%q is not a whole number from %d to %d", r.text(column), low, high)
		return 0, false
	}
	return n, true
}

// csvFiles lists the CSV files of an input by path, shallow ones first; what
// the maker's machine left behind is passed over.
func csvFiles(fsys fs.FS, faults *list) []string {
	var files []string
	var total int64
	count := 0
	err := fs.WalkDir(fsys, ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if name := entry.Name(); path != "." && (strings.HasPrefix(name, ".") || name == "__MACOSX") {
			if entry.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if entry.IsDir() || !strings.EqualFold(suffix(path), ".csv") {
			return nil
		}
		if info, err := entry.Info(); err == nil {
			total += info.Size()
		}
		if count++; count > maxFiles || total > maxTotal {
			return fmt.Errorf("holds more than %d files or %d MB: this is not a release", maxFiles, maxTotal>>20)
		}
		files = append(files, path)
		return nil
	})
	if err != nil {
		faults.add("input", "%v", err)
		return nil
	}
	slices.SortStableFunc(files, func(a, b string) int { return strings.Count(a, "/") - strings.Count(b, "/") })
	return files
}

func suffix(path string) string {
	if i := strings.LastIndexByte(path, '.'); i >= 0 {
		return path[i:]
	}
	return ""
}
