package evidence

import (
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strings"
)

// Report says what an import read, and what a reader should know of it.
type Report struct {
	Files       []FileReport
	Controls    []Control
	Differences []Difference
	Mended      []Mended
	Derived     []string // boundary changes: whose past was apportioned to whom
	Warnings    []string
}

// FileReport is what was made of one file.
type FileReport struct {
	Name    string
	Table   string // "" where the file is not known and was not read
	Rows    int
	Missing map[string]int // figures that were not published, by mark
	Unread  []string       // topics, breakdowns and columns that are not known, so not read or read as unknown
}

// Control compares the figure of England with the sum of its authorities.
type Control struct {
	Series  Series
	Year    int
	Of      string
	England float64
	Sum     float64  // over the authorities that published, those left out too
	Without []string // authorities of that year without a figure
}

// Gap is what the authorities' sum lacks of England's figure.
func (c Control) Gap() float64 { return c.England - c.Sum }

// Closes tells whether sum and figure agree but for rounding: of counts to the
// child, of the grant's billions to a hundred pounds.
func (c Control) Closes() bool { return math.Abs(c.Gap()) <= max(0.5, 1e-8*c.England) }

// Mended is a figure that was put right; the row's note says how.
type Mended struct {
	Area string
	Row  Row
}

// Difference is a figure that two sources give differently; the first was
// kept.
type Difference struct {
	Area, What  string
	Kept, Other float64
	From        string // where the other stands
}

// Gaps lists the controls that do not close.
func (r *Report) Gaps() []Control {
	return slices.DeleteFunc(slices.Clone(r.Controls), Control.Closes)
}

// String names a cell, as "new-plans 2022 age 7 mainstream".
func (c cell) String() string {
	words := []string{string(c.series), fmt.Sprint(c.year)}
	if c.ages != AllAges {
		words = append(words, "age "+c.ages.String())
	}
	if c.of != "" {
		words = append(words, c.of)
	}
	return strings.Join(words, " ")
}

// WriteTo writes the report as text.
func (r *Report) WriteTo(w io.Writer) (int64, error) {
	var b strings.Builder
	section := func(title string, lines []string) {
		if len(lines) > 0 {
			fmt.Fprintf(&b, "%s\n  %s\n", title, strings.Join(lines, "\n  "))
		}
	}
	var lines []string
	for _, f := range r.Files {
		lines = append(lines, f.String())
	}
	section("Files", lines)
	section("Warnings", r.Warnings)
	lines = nil
	for _, m := range r.Mended {
		lines = append(lines, fmt.Sprintf("%s, %s: %s", m.Area, m.Row.cell(), strings.TrimPrefix(m.Row.Note, mended)))
	}
	section("Mended", lines)
	lines = nil
	for _, c := range r.Gaps() {
		line := fmt.Sprintf("%s: England %.0f, its authorities %.0f, apart %.0f", cell{c.Series, c.Year, AllAges, c.Of}, c.England, c.Sum, c.Gap())
		if len(c.Without) > 0 {
			line += "; no figure from " + strings.Join(c.Without, ", ")
		}
		lines = append(lines, line)
	}
	section("Sums that do not reach England's figure", lines)
	lines = nil
	for _, d := range r.Differences {
		lines = append(lines, fmt.Sprintf("%s, %s: kept %v, not %v of %s", d.Area, d.What, d.Kept, d.Other, d.From))
	}
	section("Figures that two sources give differently", lines)
	section("Boundary changes", r.Derived)
	n, err := io.WriteString(w, b.String())
	return int64(n), err
}

// String is one line on a file.
func (f FileReport) String() string {
	if f.Table == "" {
		return f.Name + ": not a table that is known, not read"
	}
	line := fmt.Sprintf("%s: %s, %d rows", f.Name, f.Table, f.Rows)
	var missing []string
	for _, mark := range slices.Sorted(maps.Keys(f.Missing)) {
		if mark == "" {
			missing = append(missing, fmt.Sprintf("%d blank", f.Missing[mark]))
		} else {
			missing = append(missing, fmt.Sprintf("%d %q (%s)", f.Missing[mark], mark, missingMarks[mark]))
		}
	}
	if len(missing) > 0 {
		line += "; not published: " + strings.Join(missing, ", ")
	}
	if len(f.Unread) > 0 {
		line += "; not known: " + strings.Join(f.Unread, "; ")
	}
	return line
}
