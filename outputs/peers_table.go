package outputs

import (
	"fmt"
	"io"
	"math"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"

	"sendsim/internal/disclosure"
	"sendsim/sim/peers"
)

// Table prints the comparison: a table for each authority, beside those it is
// held against, as many as width has room for.
func (p *Peers) Table(w io.Writer, width int) error {
	var b strings.Builder
	b.WriteString(hanging("Rates, mix and costs, January "+fmt.Sprint(p.January), width))
	b.WriteString(hanging(fmt.Sprintf("%s; %s", p.Regime, drawsSaid(p.Draws)), width) + "\n")
	for from := 0; from < len(p.Pairs); {
		to := from + 1
		text := p.beside(from, to)
		for to < len(p.Pairs) && p.Pairs[to].A == p.Pairs[from].A {
			wider := p.beside(from, to+1)
			if widest(wider) > width {
				break
			}
			to, text = to+1, wider
		}
		b.WriteString(text + "\n")
		from = to
	}
	for _, note := range p.Notes() {
		b.WriteString(hanging(note, min(width, proseWidth)))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// beside lays out an authority beside those of some of its pairs.
func (p *Peers) beside(from, to int) string {
	a := p.Pairs[from].A
	header := table.Row{"", label(p.Subjects[a].Name)}
	for _, pair := range p.Pairs[from:to] {
		header = append(header, label(p.Subjects[pair.B].Name))
	}
	t := table.NewWriter()
	t.AppendHeader(header)
	for i := range peers.Figures {
		row := table.Row{peers.Figures[i].Name, p.cell(a, i)}
		for j := from; j < to; j++ {
			row = append(row, p.mark(j, i)+" "+p.cell(p.Pairs[j].B, i))
		}
		t.AppendRow(row)
	}
	lines := laidOut(t, header)
	const above = 2 // lines of the header
	var b strings.Builder
	for i, line := range lines {
		if f := i - above; f >= 0 && (f == 0 || peers.Figures[f].Heading != peers.Figures[f-1].Heading) {
			b.WriteString(peers.Figures[f].Heading + "\n")
		}
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
	return b.String()
}

// mark is how the one on the left stands to the one beside it.
func (p *Peers) mark(pair, figure int) string {
	const half = .5
	switch _, above, _, told := p.difference(pair, figure); {
	case !told:
		return " "
	case above > half:
		return ">"
	default:
		return "<"
	}
}

// cell is a figure with its range; pounds of a placement in thousands.
func (p *Peers) cell(subject, figure int) string {
	if p.hidden[subject][figure] {
		return disclosure.Mark
	}
	st := &p.of[subject][figure]
	if st.Draws == 0 {
		return "-"
	}
	unit := 1.0
	if peers.Figures[figure].Unit == UnitCost {
		unit = thousand
	}
	if peers.Whole(figure) && len(p.Subjects[subject].Members) == 0 {
		// no finer than is known, and a range that holds what is not known
		return fmt.Sprintf("%.0f %.0f..%.0f", st.At(Median).Value, math.Floor(st.At(tableLevels[0]).Value), math.Ceil(st.At(tableLevels[2]).Value))
	}
	at := func(l Level) string { return threeFigures(st.At(l).Value / unit) }
	return fmt.Sprintf("%s %s..%s", at(Median), at(tableLevels[0]), at(tableLevels[2]))
}

// threeFigures is x to about three figures, and no finer than hundredths.
func threeFigures(x float64) string {
	const tens, hundreds = 9.995, 99.95
	decimals := 2
	switch v := math.Abs(x); {
	case v >= hundreds:
		decimals = 0
	case v >= tens:
		decimals = 1
	}
	return decimal(x, decimals)
}
