package strict

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
	"unicode/utf8"
)

// Row is one row of a table. It may be kept.
type Row struct {
	t      *Table
	fields []string
	line   int   // in which it begins
	from   int64 // where in the text it is read from, in bytes
}

// Rows visits the rows, blank ones left out. A row that is cut wrongly is a
// fault and not visited.
func (t *Table) Rows() iter.Seq[Row] {
	return func(yield func(Row) bool) {
		for !t.bad {
			from := t.in.InputOffset()
			fields, err := t.in.Read()
			switch {
			case errors.Is(err, io.EOF):
				return
			case errors.Is(err, csv.ErrFieldCount):
				line, _ := t.in.FieldPos(0)
				hint := ""
				if len(fields) > len(t.columns) {
					hint = " (a number with a comma in it? write 1234)"
				}
				t.fault(line, 1, "", "is cut into %d, and the header into %d%s", len(fields), len(t.columns), hint)
				continue
			case err != nil:
				t.broken(err)
				return // after a broken quotation the rows cannot be told apart
			}
			if t.blank(fields) {
				continue
			}
			if line, _ := t.in.FieldPos(0); !yield(Row{t, fields, line, from}) {
				return
			}
		}
	}
}

// blank tells whether a row says nothing, and looks for fields that are too
// long or below no name.
func (t *Table) blank(fields []string) bool {
	blank := true
	for i, field := range fields {
		text := strings.TrimSpace(field)
		blank = blank && text == ""
		switch {
		case t.open:
		case t.columns[i] == "" && text != "":
			line, column := t.in.FieldPos(i)
			t.faultAt(line, column, "", "stands below no name: give the column one, or take it away")
		case utf8.RuneCountInString(text) > longestField:
			line, column := t.in.FieldPos(i)
			t.faultAt(line, column, t.columns[i], "is longer than %d characters", longestField)
		}
	}
	return blank
}

// Texts are the fields of the row as they stand.
func (r Row) Texts() []string { return r.fields }

// Field is the field of a column that is there; else it is blank.
func (r Row) Field(column string) Field {
	i, ok := r.t.at[column]
	if !ok {
		return Field{t: r.t, column: column, i: -1, line: r.line}
	}
	return Field{t: r.t, column: column, i: i, text: strings.TrimSpace(r.fields[i]), line: r.line, from: r.from}
}

// Field is one field of a row. It may be kept after the row.
type Field struct {
	t      *Table
	column string
	i      int // of the column; below 0 there is none
	text   string
	line   int // in which the row begins
	from   int64
}

// longestSaid is the most characters of a text that a fault repeats.
const longestSaid = 400

// Text is the field without space around it.
func (f Field) Text() string { return f.text }

// Line is the line in which the row of the field begins.
func (f Field) Line() int { return f.line }

// Fault reports something wrong with the field: say what is wrong and what is
// allowed.
func (f Field) Fault(format string, args ...any) {
	for i, arg := range args {
		if text, ok := arg.(string); ok && utf8.RuneCountInString(text) > longestSaid {
			args[i] = string([]rune(text)[:longestSaid]) + "..."
		}
	}
	line, at := f.line, 1
	if f.t.alike[f.column] < maxAlike {
		line, at = f.place()
	}
	f.t.faultAt(line, at, f.column, format, args...)
}

// place is the line and the column, in bytes, in which the field stands. Its
// row is read again to find it: rows are many, and faults few.
func (f Field) place() (line, at int) {
	again := csv.NewReader(strings.NewReader(f.t.text[f.from:]))
	if _, err := again.Read(); err != nil || f.i < 0 {
		return f.line, 1
	}
	first, _ := again.FieldPos(0)
	line, at = again.FieldPos(f.i)
	return f.line + line - first, at
}

// Count reads a whole number from low to high; false where there is none.
func (f Field) Count(into *int, low, high int) bool {
	allowed := fmt.Sprintf("a whole number from %d to %d", low, high)
	n, ok := whole[int](f.text)
	switch {
	case f.text == "":
		f.Fault("is blank; allowed: %s", allowed)
	case !ok && separated(f.text):
		f.Fault("%s has a separator of thousands; allowed: %s, as 1234", quote(f.text), allowed)
	case !ok && !(plain(f.text) && !strings.Contains(f.text, ".")):
		f.Fault("%s is no whole number; allowed: %s", quote(f.text), allowed)
	case !ok || n < low || n > high:
		f.Fault("%s is out of range; allowed: %s", f.text, allowed)
	default:
		*into = n
		return true
	}
	return false
}

// Number reads a number from low to high; false where there is none.
func (f Field) Number(into *float64, low, high float64) bool {
	allowed := Number.between(low, high)
	x, err := Number.Parse(f.text)
	switch {
	case f.text == "":
		f.Fault("is blank; allowed: %s", allowed)
	case err != nil && separated(f.text):
		f.Fault("%s has a separator of thousands; allowed: %s, as 1234.5", quote(f.text), allowed)
	case err != nil:
		f.Fault("%s %s; allowed: %s", quote(f.text), err, allowed)
	case x < low || x > high:
		f.Fault("%s is out of range; allowed: %s", f.text, allowed)
	default:
		*into = x
		return true
	}
	return false
}

// separated tells whether a text is digits with separators of thousands.
func separated(text string) bool {
	bare := strings.Map(func(r rune) rune {
		if strings.ContainsRune(", '’\u00a0\u202f", r) {
			return -1
		}
		return r
	}, text)
	return bare != text && plain(bare)
}
