package evidence

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"sendsim/internal/strict"
)

// The text form of a file: a block of lines "# word: text" about the area,
// then its rows as CSV. It is deterministic, and reading what was written
// gives the same file to the last bit.
const (
	textForm   = "# sendsim evidence 1"
	textHeader = "series,year,published,ages,of,value,source,note"
)

// Write writes the text form.
func (f *File) Write(w io.Writer) error {
	out := bufio.NewWriter(w)
	a := f.Area
	line := func(word, text string) {
		if text != "" {
			fmt.Fprintf(out, "# %s: %s\n", word, strings.Join(strings.Fields(text), " "))
		}
	}
	fmt.Fprintln(out, textForm)
	line("code", a.Code)
	line("old code", a.OldCode)
	line("name", a.Name)
	line("key", a.Key)
	line("region", a.Region)
	line("aliases", strings.Join(a.Aliases, " "))
	line("codes", strings.Join(a.Codes, " "))
	for _, p := range a.Predecessors {
		line("predecessor", fmt.Sprintf("%s %s %d %s", p.Code, number(p.Part), p.First, p.Name))
	}
	line("neighbours", strings.Join(a.Neighbours, " "))
	if v := a.SafetyValve; v != nil {
		line("safety valve", fmt.Sprintf("%d %s %s", v.Year, number(v.Payments), v.Note))
	}
	for _, warning := range f.Warnings {
		line("warning", warning)
	}
	fmt.Fprintln(out, textHeader)
	rows := csv.NewWriter(out)
	for _, r := range f.Rows {
		ages := r.Ages.String()
		if r.Ages == AllAges {
			ages = ""
		}
		if err := rows.Write([]string{string(r.Series), strconv.Itoa(r.Year), r.Published.String(), ages, r.Of, number(r.Value), r.Source, r.Note}); err != nil {
			return err
		}
	}
	rows.Flush()
	if err := rows.Error(); err != nil {
		return err
	}
	return out.Flush()
}

func number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// ReadFile reads the text form of one file; name is for its faults.
func ReadFile(r io.Reader, name string) (*File, error) {
	return readFile(r, name, func(in *bufio.Reader) io.Reader { return in })
}

// readFile reads the text form of one file, of whose rows some are passed on.
func readFile(r io.Reader, name string, some func(*bufio.Reader) io.Reader) (*File, error) {
	in := bufio.NewReaderSize(io.LimitReader(r, maxFile), 1<<15)
	var faults list
	h := readHead(in, name, &faults)
	if err := faults.err(); err != nil {
		return nil, err
	}
	f := &File{Area: h.Area, Warnings: h.warnings}
	f.Rows = readRows(some(in), name, h.lines, &faults)
	if err := faults.err(); err != nil {
		return nil, err
	}
	return f, nil
}

// readRows reads the rows of a file whose head ends at a line.
func readRows(in io.Reader, name string, after int, faults *list) []Row {
	records := csv.NewReader(in)
	records.FieldsPerRecord = strings.Count(textHeader, ",") + 1
	records.ReuseRecord = true
	words := words{}
	rows := make([]Row, 0, usualRows)
	for {
		fields, err := records.Read()
		if err == io.EOF {
			return rows
		}
		var parse *csv.ParseError
		if errors.As(err, &parse) {
			faults.at(name, after+parse.Line, parse.Column, "", "%v: a row has the fields %s", parse.Err, textHeader)
			return nil
		}
		if err != nil {
			faults.add(name, "%v", err)
			return nil
		}
		row, field, what := parseRow(fields, words)
		if what == "" && len(rows) > 0 && rows[len(rows)-1].compare(row) >= 0 {
			what = "stands twice or out of order: rows are sorted by series, year, ages and part"
		}
		if what != "" {
			line, column := records.FieldPos(field)
			faults.at(name, after+line, column, asWritten(fields), "%s", what)
			continue
		}
		rows = append(rows, row)
	}
}

// usualRows are about those of an authority without single ages.
const usualRows = 1280

// words keeps each word of a file once.
type words map[string]string

func (w words) keep(word string) string {
	if kept, ok := w[word]; ok || word == "" {
		return kept
	}
	kept := strings.Clone(word)
	w[kept] = kept
	return kept
}

// asWritten is the line that Write makes of the fields of a row.
func asWritten(fields []string) string {
	var b strings.Builder
	w := csv.NewWriter(&b)
	_ = w.Write(fields) // a strings.Builder has room
	w.Flush()
	return strings.TrimSuffix(b.String(), "\n")
}

// parseRow reads one row; what says what is wrong with it, in which field.
func parseRow(fields []string, words words) (row Row, field int, what string) {
	row = Row{
		Series: Series(words.keep(fields[0])), Ages: AllAges, Of: words.keep(fields[4]),
		Source: words.keep(fields[6]), Note: words.keep(fields[7]),
	}
	var err error
	if row.Series == "" {
		return row, 0, "has no series"
	}
	if row.Year, err = strconv.Atoi(fields[1]); err != nil || !plausible(row.Year) {
		return row, 1, fmt.Sprintf("%q is not a year from %d to %d", fields[1], earliestYear, latestYear)
	}
	if row.Published, err = parseMonth(fields[2]); err != nil {
		return row, 2, err.Error()
	}
	if fields[3] != "" {
		var ok bool
		if row.Ages, ok = ParseAges(fields[3]); !ok {
			return row, 3, fmt.Sprintf("%q are not ages: allowed are 7, 5-10, unknown, and blank for all", fields[3])
		}
	}
	v, ok := figure(fields[5])
	if !ok {
		return row, 5, fmt.Sprintf("%q is not a figure", fields[5])
	}
	row.Value = v
	return row, 0, ""
}

// parseMonth reads "2024-06", and "" as the zero Month.
func parseMonth(text string) (Month, error) {
	if text == "" {
		return Month{}, nil
	}
	year, month, _ := strings.Cut(text, "-")
	y, err1 := strconv.Atoi(year)
	m, err2 := strconv.Atoi(month)
	if err1 != nil || err2 != nil || m < 1 || m > 12 || !plausible(y) || len(month) != 2 {
		return Month{}, fmt.Errorf("%q is not a month such as 2024-06", text)
	}
	return Month{y, m}, nil
}

// head is an area as the text form has it.
type head struct {
	Area
	warnings []string
	lines    int
}

// readHead reads the block about the area and the header of the rows.
func readHead(in *bufio.Reader, name string, faults *list) head {
	var h head
	for {
		text, err := in.ReadString('\n')
		h.lines++
		text = strings.TrimRight(text, "\r\n")
		switch {
		case text == textHeader:
			if h.Code == "" || h.Name == "" || h.Key == "" {
				faults.at(name, h.lines, 1, text, "code, name and key of the authority are missing above")
			}
			return h
		case h.lines == 1 && text != textForm:
			faults.at(name, 1, 1, text, "is not evidence of this form: the first line must be %q", textForm)
			return h
		case err != nil || !strings.HasPrefix(text, "# "):
			faults.at(name, h.lines, 1, text, "expected are lines \"# word: text\" about the authority and then %q", textHeader)
			return h
		case h.lines > 1:
			word, rest, _ := strings.Cut(text[2:], ": ")
			if what := h.set(word, rest); what != "" {
				faults.at(name, h.lines, 3, text, "%s: %s", word, what)
			}
		}
	}
}

// set sets one property; the answer says what is wrong with it.
func (h *head) set(word, text string) string {
	fields := strings.Fields(text)
	text = strings.Join(fields, " ")
	switch word {
	case "code":
		h.Code = text
	case "old code":
		h.OldCode = text
	case "name":
		h.Name = text
	case "key":
		h.Key = text
	case "region":
		h.Region = text
	case "aliases":
		h.Aliases = fields
	case "codes":
		h.Codes = fields
	case "neighbours":
		h.Neighbours = fields
	case "warning":
		h.warnings = append(h.warnings, text)
	case "predecessor":
		if len(fields) < 4 {
			return "expected are code, part, first census and name"
		}
		part, ok := figure(fields[1])
		first, err := strconv.Atoi(fields[2])
		if !ok || err != nil || part <= 0 || part > 1 || !plausible(first) {
			return "expected are code, part (above 0, up to 1), first census and name"
		}
		h.Predecessors = append(h.Predecessors, Share{fields[0], strings.Join(fields[3:], " "), part, first})
	case "safety valve":
		if len(fields) < 2 {
			return "expected are year, payments and note"
		}
		year, err := strconv.Atoi(fields[0])
		payments, ok := figure(fields[1])
		if err != nil || !ok || !plausible(year) || payments < 0 {
			return "expected are year, payments and note"
		}
		h.SafetyValve = &SafetyValve{year, payments, strings.Join(fields[2:], " ")}
	default:
		known := []string{"code", "old code", "name", "key", "region", "aliases", "codes", "predecessor", "neighbours", "safety valve", "warning"}
		slices.Sort(known)
		return "is not known" + strict.Meant(word, known) + "; known are " + strings.Join(known, ", ")
	}
	return ""
}
