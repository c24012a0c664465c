package spreadsheet

import (
	"fmt"
	"math"
	"strings"

	"sendsim/calibration"
	"sendsim/outputs"
	"sendsim/sim/finance"
	"sendsim/sim/levers"
)

const drawsName = "Draws"

// fillDraws is what the draws say of every column in every year, as summary.arrow
// has it: deficits with the sign of the files, so that a figure can be looked up.
func fillDraws(s *sheet) error {
	sum := s.Summary()
	s.widths(12, 38, 14, 62, 16)
	const heads = 4
	s.freeze(heads, 2)
	s.words(title, "What the draws say: "+s.place())
	s.words(plain, s.which()+outputs.Sign+" The switch on the sheet "+summaryName+" does not turn this sheet: it has the figures of summary.arrow.")
	s.words(plain, outputs.QuantileSays+" "+outputs.Simulated)
	names := []string{"Year", "Column", "Unit", "What it is", "Mean"}
	for _, l := range outputs.Levels {
		names = append(names, strings.ToUpper(l.String()))
	}
	names = append(names, "± standard error of P50", "Draws")
	s.words(head, names...)
	first := s.row
	for y := range sum.Years {
		for i := range outputs.Columns {
			c := &outputs.Columns[i]
			st, as := sum.Stats(s.Area, y, c.Name), styleOf(c)
			row := []any{s.text(finance.FinancialYear(sum.FirstYear+y), plain), s.text(c.Name, plain), s.text(c.Unit, plain), s.text(c.Says, plain), s.exact(st.Mean.Value, as)}
			for _, l := range outputs.Levels {
				row = append(row, s.exact(st.At(l).Value, as))
			}
			s.add(append(row, s.exact(st.At(outputs.Median).Error, as), s.number(float64(st.Draws), count))...)
		}
	}
	s.try(s.file.AutoFilter(s.name, at(1, first)+":"+at(s.wide, s.row), nil))
	return nil
}

// styleOf is how figures of a column look.
func styleOf(c *outputs.Column) style {
	switch {
	case c.Unit == outputs.UnitPounds || c.Unit == outputs.UnitCost:
		return money
	case c.Whole():
		return count
	case c.Unit == outputs.UnitShare:
		return share
	default:
		return ratio
	}
}

// fillLevers is the levers of the run, their dials, their evidence and what
// they do.
func fillLevers(s *sheet) error {
	s.widths(runWide, 34, 40, 24, 20, 8, saysWide)
	const heads = 4
	s.freeze(heads, 2)
	s.words(title, "Levers: "+s.place())
	s.words(plain, "A range is P10 to P90 of what is drawn. Grades: "+calibration.Grades+".")
	switch {
	case s.Unproven != "":
		s.words(plain, "The levers are not told: "+s.Unproven+".")
	default:
		s.words(plain, s.idle())
	}
	s.words(head, "Run", "Lever", "Dial", "Set to", "Unit", "Grade", "Says, evidence, and how it can mislead")
	for _, run := range s.ToldRuns() {
		of := s.named(run)
		if run == 0 && len(s.Effects) > 0 {
			of += " (the base)"
		}
		for _, l := range s.Known[run].Levers {
			s.lever(of, l)
		}
	}
	return nil
}

// idle says which of the runs told of pull no lever.
func (s *sheet) idle() string {
	var none []string
	for _, run := range s.ToldRuns() {
		if len(s.Known[run].Levers) == 0 {
			none = append(none, s.named(run))
		}
	}
	if len(none) == 0 {
		return ""
	}
	return "No lever is pulled in " + strings.Join(none, ", ") + "."
}

// lever is a card with its dials as set, in a run.
func (s *sheet) lever(of string, l levers.Lever) {
	card, p := l.Card(), l.Common()
	name := p.Name
	if name == "" {
		name = card.Key
	}
	begins := "from " + p.From.String()
	if len(p.After) > 0 {
		begins += ", after " + strings.Join(p.After, ", ")
	}
	s.said(group, of, name, card.Name, begins, "", card.Grade, card.Says)
	for _, d := range card.AllDials() {
		s.said(note, of, "", d.Name, d.Format(d.Of(l).Range), d.Unit.String(), d.Grade, d.Says)
	}
	if needs := levers.NeedsOf(l); len(needs) > 0 {
		s.said(note, of, "", "needs", strings.Join(needs, ", "), "", "", "for whom its places are reserved")
	}
	for _, c := range p.Cost {
		s.said(note, of, "", "cost", c.Money.String(), c.Purse.String(), "", "programme cost, as planned")
	}
	s.said(note, of, "", "evidence", "", "", card.Grade, card.Evidence)
	s.said(note, of, "", "how it can mislead", "", "", "", card.Misleads)
}

// said is a row of a run whose last cell is a text that may take several lines,
// as the run's name may.
func (s *sheet) said(as style, words ...string) {
	cells := make([]any, len(words))
	for i, w := range words {
		cells[i] = s.text(w, as)
	}
	last := words[len(words)-1]
	cells[len(words)-1] = s.text(last, note)
	s.tall(max(heightOf(words[0], runWide), heightOf(last, saysWide)), cells...)
}

// The widths of the columns of runs and of texts, in characters.
const runWide, saysWide = 44, 90

// heightOf is the height of a text in a column of a width, in points.
func heightOf(text string, wide int) float64 {
	const line, tight = 15, 0.9 // points; of the characters that the width promises
	lines := math.Ceil(float64(len(text)) / (tight * float64(wide)))
	return line * max(1, lines)
}

// fillManifest is what made the run, well enough to make it again.
func fillManifest(s *sheet) error {
	m := &s.Runs[s.Detail].Manifest
	s.widths(44, 90, 30, 24)
	s.words(title, s.headed("What made the run"))
	s.words(head, "", "", "", "")
	rows := [][2]string{
		{"Command", m.Line()},
		{"Folder", s.Folder},
		{"Version", m.Version},
		{"Seed", fmt.Sprint(m.Seed)},
		{"Futures", fmt.Sprint(m.Draws)},
		{"Rows of the calibration that the futures take", fmt.Sprint(math.Round(m.Rows))},
		{"Law and funding", m.Regime},
		{"Licence", m.Licence},
	}
	if m.Local {
		rows = append(rows, [2]string{"Local data", "contains local data"})
	}
	if m.FullCounts {
		rows = append(rows, [2]string{"Counts", outputs.InFull})
	}
	for _, r := range rows {
		s.words(plain, r[0], r[1])
	}
	for _, source := range m.Sources {
		s.words(plain, "Source", source)
	}
	s.gap()
	s.words(head, "Parameter", "Value", "From", "Instead of the published")
	for _, p := range m.Parameters {
		s.words(plain, p.Key, p.Value, p.From, p.InsteadOf)
	}
	s.gap()
	s.words(head, "File", "SHA-256", "Role", "Bytes")
	for _, of := range []struct {
		role string
		list []outputs.Digest
	}{{"input", m.Inputs}, {"output", m.Outputs}} {
		for _, d := range of.list {
			role := of.role
			if d.Ships {
				role += ", ships with the program"
			}
			s.add(s.text(d.Name, plain), s.text(d.SHA256, plain), s.text(role, plain), s.number(float64(d.Bytes), count))
		}
	}
	return nil
}

// signSays is said before notes that are those of every table.
const signSays = "What notes say of the sign of deficits is true of the files and of the sheet " + drawsName + "; all other sheets have the sign that is chosen on the sheet " + summaryName + "."

// fillNotes is what stands under every table of the run.
func fillNotes(s *sheet) error {
	const wide = 120 // characters
	s.widths(wide)
	s.words(title, s.headed("Notes"))
	for _, n := range append([]string{addUp, signSays}, s.Summary().Notes(s.Area)...) {
		s.tall(heightOf(n, wide), s.text(n, note))
	}
	return nil
}
