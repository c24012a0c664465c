package outputs

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"strings"
	"unicode/utf8"

	"github.com/jedib0t/go-pretty/v6/table"

	"sendsim/sim/finance"
	"sendsim/sim/peers"
)

// Table prints the ranking of a year, counted from the first, by a measure.
func (o *Standings) Table(w io.Writer, year, measure, width int) error {
	m := &peers.Measures[measure]
	var b strings.Builder
	rates := o.onRates()
	b.WriteString(hanging(m.Name+", "+finance.FinancialYear(o.FirstYear+year)+rates, width))
	b.WriteString(hanging(fmt.Sprintf("%s; %s", o.Regime, drawsSaid(o.Draws)), width) + "\n")
	b.WriteString(strings.Join(o.rows(year, measure, rates), "\n") + "\n\n")
	for _, note := range o.Notes(year, measure) {
		b.WriteString(hanging(note, min(width, proseWidth)))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// onRates is what stands behind the name of each authority that is on the rates
// of another, " on the rates of Newham"; "" where none is. It is said once, over
// the table, where names have little room.
func (o *Standings) onRates() string {
	const behind = " on the rates of "
	for i := range o.Areas {
		if _, other, ok := strings.Cut(o.Areas[i].Name, behind); ok {
			return behind + other
		}
	}
	return ""
}

// rows lays out the ranking; rates stands behind names, and is left out.
func (o *Standings) rows(year, measure int, rates string) []string {
	m := &peers.Measures[measure]
	header := table.Row{"", gap + "P50", "P10", "P90"}
	if m.Chance {
		header = append(header, gap+"chance", "±")
	} else {
		header = append(header, gap+"P10", "P50", "P90", "±")
	}
	t := table.NewWriter()
	t.AppendHeader(header)
	for _, a := range o.ranked(year, measure) {
		p := o.At(a, year, measure)
		row := table.Row{label(strings.TrimSuffix(o.Areas[a].Name, rates)), gap + shownRank(p.Rank), shownRank(p.RankP10), shownRank(p.RankP90)}
		if m.Chance {
			row = append(row, gap+shown(p.Value), shown(p.Error))
		} else {
			row = append(row, gap+shown(p.P10), shown(p.Value), shown(p.P90), shown(p.Error))
		}
		t.AppendRow(row)
	}
	lines := titledLines(laidOut(t, header))
	return append([]string{over(lines[0], m.Unit)}, lines...)
}

// over is the line above the header of a ranking: of what the ranks, and of what
// the figures behind them, are P10, P50 and P90.
func over(header, unit string) string {
	const last = "P90" // of the ranks
	ends := utf8.RuneCountInString(header[:strings.Index(header, last)+len(last)])
	title := fmt.Sprintf("%*s", ends, "rank")
	return title + fmt.Sprintf("%*s", utf8.RuneCountInString(header)-ends, unit)
}

// shown is a number to about three figures.
func shown(x float64) string {
	if math.IsNaN(x) {
		return "-"
	}
	return threeFigures(x)
}

func shownRank(x float64) string {
	if math.IsNaN(x) {
		return "-"
	}
	return trimmed(x, 1)
}

// Notes are what a reader must know to use a ranking.
func (o *Standings) Notes(year, measure int) []string {
	m := &peers.Measures[measure]
	of := "in the joint draws, which share the national paths"
	if m.Chance {
		of = "in samples of what the chances may be for all that so many futures tell (beta laws): a chance has no range but its Monte Carlo error"
	}
	notes := []string{
		upper(m.Says) + ". " + Simulated,
		"Rank 1 is the highest. The rank is the middle one, beside it its P10 and P90, " + of + "; so none may be 1. Where the ranges of two ranks meet, their order is within chance and no ranking. It is more than chance in " + o.apart(year, measure) + ".",
		"± is the Monte Carlo standard error: what another run of as many draws would change.",
	}
	if !m.Chance {
		notes = append(notes, QuantileSays)
	}
	if m.Key != peers.Measures[0].Key && !m.Chance {
		notes = append(notes, Sign)
	}
	if o.Break != "" {
		notes = append(notes, o.Break)
	}
	if year >= CautionYears {
		notes = append(notes, (&About{Break: o.Break}).caution())
	}
	return notes
}

// apart says how many of the pairs of authorities have ranges of their ranks
// that do not meet.
func (o *Standings) apart(year, measure int) string {
	told, pairs := 0, 0
	for a := range o.Areas {
		for b := range a {
			p, q := o.At(a, year, measure), o.At(b, year, measure)
			if math.IsNaN(p.Rank) || math.IsNaN(q.Rank) {
				continue
			}
			pairs++
			if p.RankP90 < q.RankP10 || q.RankP90 < p.RankP10 {
				told++
			}
		}
	}
	return fmt.Sprintf("%.0f %% of all pairs", percent*ratio(float64(told), float64(pairs)))
}

func upper(text string) string { return strings.ToUpper(text[:1]) + text[1:] }

// standingRow is a place as an object.
type standingRow struct {
	Code    string `json:"code"`
	Name    string `json:"name"`
	Year    string `json:"financial_year"`
	Measure string `json:"measure"`
	Unit    string `json:"unit"`
	Value   number `json:"value"`
	Error   number `json:"mc_error"`
	P10     number `json:"p10"`
	P90     number `json:"p90"`
	Rank    number `json:"rank"`
	RankP10 number `json:"rank_p10"`
	RankP90 number `json:"rank_p90"`
}

// JSON prints the ranking of a year by a measure as an array of objects, in
// its order.
func (o *Standings) JSON(w io.Writer, year, measure int) error {
	list := []standingRow{}
	m := &peers.Measures[measure]
	for _, a := range o.ranked(year, measure) {
		p := o.At(a, year, measure)
		list = append(list, standingRow{
			o.Areas[a].Code, o.Areas[a].Name, finance.FinancialYear(o.FirstYear + year), m.Key, m.Unit,
			number(p.Value), number(p.Error), number(p.P10), number(p.P90), number(p.Rank), number(p.RankP10), number(p.RankP90),
		})
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(list)
}
