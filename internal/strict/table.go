package strict

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
	"unicode/utf8"
)

// Table is one CSV file that people write, read row by row with the columns
// found by name. A column that nobody asked for is a fault, and so are a
// column that stands twice, a row with more fields than the header, text that
// is not UTF-8 and a table that is cut by anything but commas.
//
//	t, err := strict.OpenTable(fsys, "children.csv", 1<<20)
//	t.Need("age", "children")
//	for row := range t.Rows() {
//		row.Field("children").Count(&n, 0, 999)
//	}
//	err = t.Err() // Faults, sorted by place, or nil
type Table struct {
	name    string
	text    string
	in      *csv.Reader
	columns []string       // as they stand, in lower case
	at      map[string]int // of each name the first column
	heads   [][2]int       // where they stand: line, column in bytes
	asked   []string
	open    bool // columns that nobody asked for may stand
	bad     bool // not a table: there are no rows to read
	faults  Faults
	alike   map[string]int // faults by key
}

// longestField is the most characters of a field, but in a table that is
// open: there people write notes.
const longestField = 200

// maxAlike is how many faults of one column are shown: what is wrong in every
// row is seen in the first.
const maxAlike = 20

// OpenTable reads a CSV file of at most so many bytes. The error is that of
// the disk; what is wrong with the text is said by Err.
func OpenTable(fsys fs.FS, name string, most int) (*Table, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	src, err := io.ReadAll(io.LimitReader(f, int64(most)+1))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if len(src) > most {
		t := &Table{name: name, bad: true, alike: map[string]int{}}
		t.fault(1, 1, "", "the file is larger than %d KiB: this is not the table that is expected", most>>10)
		return t, nil
	}
	return ParseTable(name, src), nil
}

// ParseTable reads a text that stands in the file of the given name.
func ParseTable(name string, src []byte) *Table {
	t := &Table{name: name, bad: true, at: map[string]int{}, alike: map[string]int{}}
	if says := notText(src); says != "" {
		t.fault(1, 1, "", "%s", says)
		return t
	}
	t.text = strings.TrimPrefix(string(src), "\ufeff")
	if at := invalidAt(t.text); at >= 0 {
		line := 1 + strings.Count(t.text[:at], "\n")
		column := 1 + utf8.RuneCountInString(t.text[strings.LastIndexByte(t.text[:at], '\n')+1:at])
		t.fault(line, column, "", "is not UTF-8 here (a £ or an accent as Windows writes it?): save the sheet as CSV UTF-8")
		return t
	}
	t.in = csv.NewReader(strings.NewReader(t.text))
	header, err := t.in.Read()
	switch {
	case errors.Is(err, io.EOF):
		t.fault(1, 1, "", "the file is empty: a first line with the names of columns is expected")
		return t
	case err != nil:
		t.broken(err)
		return t
	}
	t.bad = !t.head(header)
	return t
}

// notText says what a file is that is no text.
func notText(src []byte) string {
	begins := func(with ...string) bool {
		return slices.ContainsFunc(with, func(w string) bool { return strings.HasPrefix(string(src[:min(len(src), 4)]), w) })
	}
	switch {
	case begins("PK\x03\x04", "\xd0\xcf\x11\xe0"):
		return "is a workbook, not a CSV file: save the sheet as CSV UTF-8"
	case begins("\xff\xfe", "\xfe\xff"):
		return "is UTF-16 (Unicode text), not UTF-8: save the sheet as CSV UTF-8"
	case slices.Contains(src, 0):
		return "is no text: save the sheet as CSV UTF-8"
	}
	return ""
}

// invalidAt is the place of the first byte that is no UTF-8; below 0 there is
// none.
func invalidAt(text string) int {
	if utf8.ValidString(text) {
		return -1
	}
	for i, r := range text {
		if r == utf8.RuneError {
			if _, size := utf8.DecodeRuneInString(text[i:]); size == 1 {
				return i
			}
		}
	}
	return -1
}

// head takes the names of columns; false where they are none.
func (t *Table) head(header []string) bool {
	for i, name := range header {
		name = strings.ToLower(strings.TrimSpace(name))
		if first := slices.Index(t.columns, name); first >= 0 && name != "" {
			line, at := t.in.FieldPos(i)
			t.faultAt(line, at, name, "the column stands here twice, first as column %d: take one away", first+1)
		}
		line, at := t.in.FieldPos(i)
		if _, twice := t.at[name]; !twice {
			t.at[name] = i
		}
		t.columns, t.heads = append(t.columns, name), append(t.heads, [2]int{line, at})
	}
	if cut := strings.IndexAny(t.columns[0], ";\t|"); len(t.columns) == 1 && cut >= 0 {
		t.fault(1, 1+cut, "", "the columns are cut by %q: save the sheet with commas between them", t.columns[0][cut])
		return false
	}
	return true
}

// Columns are the names of the columns, in lower case and in order.
func (t *Table) Columns() []string { return t.columns }

// Has tells whether there is a column, and asks for it.
func (t *Table) Has(column string) bool {
	if !slices.Contains(t.asked, column) {
		t.asked = append(t.asked, column)
	}
	_, has := t.at[column]
	return has
}

// Need asks for columns; one that is not there is a fault.
func (t *Table) Need(columns ...string) bool {
	missing := slices.DeleteFunc(slices.Clone(columns), t.Has)
	if t.bad || len(missing) == 0 {
		return !t.bad
	}
	here := strings.Join(t.columns, ", ")
	missing = slices.DeleteFunc(missing, func(c string) bool {
		meant := Meant(c, t.columns)
		if meant != "" {
			t.fault(1, 1, c, "the column is missing%s; the columns here are %s", meant, here)
		}
		return meant != ""
	})
	switch len(missing) {
	case 0:
	case 1:
		t.fault(1, 1, missing[0], "the column is missing; the columns here are %s", here)
	default:
		t.fault(1, 1, strings.Join(missing, ", "), "these columns are missing; the columns here are %s", here)
	}
	return false
}

// Open lets columns stand that nobody asks for, with or without a name, and
// whatever is written in them.
func (t *Table) Open() { t.open = true }

// Readable tells whether there are rows to read.
func (t *Table) Readable() bool { return !t.bad }

// Misnames reports something wrong with the name of a column that is there.
func (t *Table) Misnames(column, format string, args ...any) {
	head := t.heads[t.at[column]]
	t.faultAt(head[0], head[1], column, format, args...)
}

// Lacks reports something that the table as a whole is wrong in.
func (t *Table) Lacks(format string, args ...any) { t.fault(1, 1, "", format, args...) }

// Refuse says why nothing of the file is read. What else is wrong is not said
// any more, and no line of it is shown.
func (t *Table) Refuse(format string, args ...any) {
	t.bad = true
	t.faults = Faults{{File: t.name, Line: 1, Column: 1, Says: fmt.Sprintf(format, args...)}}
}

// Err is everything that is wrong with the table, sorted by place, or nil. It
// is asked when all has been read.
func (t *Table) Err() error {
	if all := t.Faults(); len(all) > 0 {
		return all
	}
	return nil
}

// Faults is Err as a list.
func (t *Table) Faults() Faults {
	said := len(t.faults)
	for i, name := range t.columns {
		if t.open || t.bad || name == "" || slices.Contains(t.asked, name) || slices.Index(t.columns, name) < i {
			continue
		}
		t.faultAt(t.heads[i][0], t.heads[i][1], name, "is not a known column%s; allowed here: %s", Meant(name, t.asked), strings.Join(t.asked, ", "))
	}
	all := t.faults.sorted()
	t.faults = t.faults[:said]
	counted := map[string]bool{}
	for i, fault := range slices.Backward(all) {
		if more := t.alike[fault.Key] - maxAlike; more > 0 && !counted[fault.Key] {
			counted[fault.Key] = true
			all[i].Says += fmt.Sprintf(" (and %d faults more like it)", more)
		}
	}
	return all
}

// broken reports what the reader of CSV could not read.
func (t *Table) broken(err error) {
	var parse *csv.ParseError
	if !errors.As(err, &parse) {
		t.fault(1, 1, "", "%v", err)
		return
	}
	t.faultAt(parse.Line, parse.Column, "", "%v: a field with quotes in it stands in quotes, which are then doubled", parse.Err)
}

// faultAt is fault at a column that counts bytes.
func (t *Table) faultAt(line, at int, key, format string, args ...any) {
	before := t.line(line)
	before = before[:min(max(at-1, 0), len(before))]
	t.fault(line, 1+utf8.RuneCountInString(before), key, format, args...)
}

func (t *Table) fault(line, column int, key, format string, args ...any) {
	if t.alike[key]++; t.alike[key] > maxAlike {
		return
	}
	t.faults = append(t.faults, Fault{
		File: t.name, Line: max(1, line), Column: max(1, column), Key: key,
		Says: fmt.Sprintf(format, args...), Source: t.line(line),
	})
}

// line is a line of the text, "" where there is none.
func (t *Table) line(number int) string {
	rest := t.text
	for ; number > 1; number-- {
		_, after, ok := strings.Cut(rest, "\n")
		if !ok {
			return ""
		}
		rest = after
	}
	line, _, _ := strings.Cut(rest, "\n")
	return strings.TrimSuffix(line, "\r")
}
