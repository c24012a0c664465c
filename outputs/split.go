package outputs

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/apache/arrow/go/v17/arrow"
	"github.com/jedib0t/go-pretty/v6/table"

	"sendsim/sim/finance"
	"sendsim/sim/peers"
)

// Splits is differences between two authorities, each split into peers.Parts,
// ready to be said.
type Splits struct {
	*About
	year int // financial year of the outcomes
	all  []split
}

// split is one difference, in each outcome.
type split struct {
	*peers.Split
	steps [len(splitOutcomes)]Steps // the parts in the order of peers.Parts
}

// splitOutcomes are the outcomes of peers.Outcomes.
var splitOutcomes = [...]struct {
	key, title, unit string
	shown            float64 // the unit in which it is printed
	grain            float64 // and the finest step, in that unit
}{
	{ColPlans, "EHC plans, January", UnitPlans, 1, 1},
	{"plans_0_25", "plans per 1,000 aged 0-25", "per 1,000 children", 1, .1},
	{ColCumulative, "cumulative deficit, £m", UnitPounds, million, .1},
	{"deficit_share", "cumulative deficit, % of the block", "per cent", 1, .1},
}

// SplitsOf is what the draws of splits say.
func SplitsOf(about *About, all ...*peers.Split) *Splits {
	s := &Splits{About: about, year: about.FirstYear + about.Years - 1}
	c := counter{sharing: sharing(about.Rows)}
	stats := func(v []float64) Stats { return c.stats(slices.Clone(v)) }
	for _, one := range all {
		of := split{Split: one}
		for o := range splitOutcomes {
			from, to := stats(one.From[o]), stats(one.To[o])
			steps := Steps{Column: splitOutcomes[o].key, From: toGrain(from.Mean.Value), To: toGrain(to.Mean.Value)}
			for p, name := range peers.Parts {
				steps.Parts = append(steps.Parts, Part{name, stats(one.Of[p][o])})
			}
			steps.round()
			of.steps[o] = steps
		}
		s.all = append(s.all, of)
	}
	return s
}

// Table prints the splits.
func (s *Splits) Table(w io.Writer, width int) error {
	var b strings.Builder
	b.WriteString(hanging("What makes the difference, "+finance.FinancialYear(s.year), width))
	b.WriteString(hanging(fmt.Sprintf("%s; %s", s.Regime, drawsSaid(s.Draws)), width) + "\n")
	for i := range s.all {
		b.WriteString(hanging(s.all[i].title(), width) + "\n")
		for o := range splitOutcomes {
			if math.IsNaN(s.all[i].steps[o].From + s.all[i].steps[o].To) {
				continue
			}
			b.WriteString(strings.Join(s.all[i].lines(o), "\n") + "\n\n")
		}
	}
	for _, note := range s.Notes() {
		b.WriteString(hanging(note, min(width, proseWidth)))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// title is what is held against what, and what is the same in both.
func (s *split) title() string {
	says := s.FromName + " against " + s.ToName
	if len(s.Kept) > 0 {
		says += fmt.Sprintf(": %s stay those of %s", listed(s.Kept), s.FromName)
	}
	return says
}

// lines lays out one difference in one outcome. The means that are printed add
// up.
func (s *split) lines(outcome int) []string {
	of, steps := &splitOutcomes[outcome], &s.steps[outcome]
	unit := of.shown * of.grain
	number := func(x float64) string {
		if of.grain == 1 {
			return grouped(x / of.shown)
		}
		return WithCommas(x/of.shown, 1)
	}
	header := table.Row{of.title, gap + "mean", "±", gap + "P10", "P90"}
	t := table.NewWriter()
	t.AppendHeader(header)
	r := steps.Rounded(unit)
	t.AppendRow(table.Row{label(s.FromName), gap + number(r.From)})
	for i := range r.Parts {
		p := &r.Parts[i]
		if steps.Parts[i].idle() {
			t.AppendRow(table.Row{p.Name, gap + "-", "-", gap + "-", "-"})
			continue
		}
		t.AppendRow(table.Row{p.Name, gap + number(p.Mean.Value), number(p.Mean.Error), gap + number(p.At(tableLevels[0]).Value), number(p.At(tableLevels[2]).Value)})
	}
	last := s.ToName
	if on, ok := strings.CutPrefix(last, s.FromName+" "); ok {
		last = on
	}
	t.AppendRow(table.Row{label(last), gap + number(r.To)})
	lines := laidOut(t, header)
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return lines
}

// idle tells whether the part makes nothing in any draw.
func (p *Part) idle() bool {
	return p.Mean.Value == 0 && p.Mean.Error == 0 && p.Quantiles[0].Value == 0 && p.Quantiles[len(Levels)-1].Value == 0
}

// Notes are what a reader must know to use the splits.
func (s *Splits) Notes() []string {
	var notes []string
	for i, name := range peers.Parts {
		notes = append(notes, upper(name)+": "+peers.PartsSay[i]+".")
	}
	notes = append(notes,
		"Each part is its mean effect over every order in which the parts might pass from the one to the other (Shapley's value), draw by draw, exact over all 32 sets of parts; the means add up to the difference exactly. P10 and P90 of the draws: how sure a part is. "+QuantileSays,
		"All is lived at the luck of "+s.all[0].FromName+", so that what chance does alike in both is no part of the difference; a run of the other by itself is at its own luck, and within the Monte Carlo error of the end here.",
		"-: exactly nothing in every draw, by what the part is: it is the same in both, or does not bear on the outcome, as prices on plans.",
		"On the rates of the other, children, places, money and the plans of the census stay (docs/decisions/0012), so that population, prices and grant make nothing; between the two authorities the plans of the census are rates and mix too (docs/decisions/0033).",
		Sign, Simulated,
	)
	if s.Break != "" {
		notes = append(notes, s.Break)
	}
	if s.Years > CautionYears {
		notes = append(notes, s.caution())
	}
	return append(notes, s.Warnings...)
}

// SplitName is the file of splits.
const SplitName = "split.arrow"

// splitFormat names the file's layout.
const splitFormat = "sendsim split 1"

// SplitFields is the columns of split.arrow.
var SplitFields = []Column{
	{"from", "", "authority, as it is", "", nil},
	{"to", "", "the other, or the first on its rates", "", nil},
	{colYear, "", "financial year, by the calendar year of its April", "", nil},
	{"outcome", "", "plans, plans_0_25 (per 1,000 children), cumulative_deficit or deficit_share (per cent of the block)", "", nil},
	{"unit", "", "of the outcome", "", nil},
	{"part", "", "population, rates, mix, prices or grant; from and to are the ends: the mean of from and of the parts add up to that of to exactly", "", nil},
	{"mean", "", "mean of the draws", "", nil},
	{"mc_error", "", "its Monte Carlo standard error; empty of the ends", "", nil},
	{"p10", "", "10 % of the draws do not exceed it; empty of the ends", "", nil},
	{"p90", "", "90 % of the draws do not exceed it; empty of the ends", "", nil},
}

// splitRow is a row of split.arrow, and an object.
type splitRow struct {
	From    string `json:"from"`
	To      string `json:"to"`
	Year    string `json:"financial_year"`
	Outcome string `json:"outcome"`
	Unit    string `json:"unit"`
	Part    string `json:"part"`
	Mean    number `json:"mean"`
	Error   number `json:"mc_error"`
	P10     number `json:"p10"`
	P90     number `json:"p90"`
}

func (s *Splits) rows() (rows []splitRow) {
	nan := number(math.NaN())
	for i := range s.all {
		one := &s.all[i]
		for o, of := range splitOutcomes {
			steps := &one.steps[o]
			row := splitRow{one.FromName, one.ToName, finance.FinancialYear(s.year), of.key, of.unit, "from", number(steps.From), nan, nan, nan}
			rows = append(rows, row)
			for j := range steps.Parts {
				p := &steps.Parts[j]
				row.Part, row.Mean, row.Error = p.Name, number(p.Mean.Value), number(p.Mean.Error)
				row.P10, row.P90 = number(p.At(tableLevels[0]).Value), number(p.At(tableLevels[2]).Value)
				rows = append(rows, row)
			}
			row.Part, row.Mean, row.Error, row.P10, row.P90 = "to", number(steps.To), nan, nan, nan
			rows = append(rows, row)
		}
	}
	return rows
}

// JSON prints the splits as an array of objects.
func (s *Splits) JSON(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(s.rows())
}

// WriteArrow writes split.arrow.
func (s *Splits) WriteArrow(w io.Writer) error {
	var words [5]names
	var index [5][]int16
	var year []int16
	var values [4][]float64
	for _, r := range s.rows() {
		year = append(year, int16(s.year))
		for i, text := range [...]string{r.From, r.To, r.Outcome, r.Unit, r.Part} {
			index[i] = append(index[i], words[i].of(text))
		}
		for i, v := range [...]number{r.Mean, r.Error, r.P10, r.P90} {
			values[i] = append(values[i], float64(v))
		}
	}
	meta, err := s.metadata(splitFormat, "What makes the difference of two authorities, by Shapley values on paired draws", "quantile", QuantileSays)
	if err != nil {
		return err
	}
	rows := len(year)
	text := func(i int) arrow.Array { return texts(index[i], words[i].list) }
	arrays := []arrow.Array{text(0), text(1), shorts(year), text(2), text(3), text(4)}
	for _, v := range values {
		arrays = append(arrays, numbers(v))
	}
	return writeColumns(w, SplitFields, meta, rows, arrays)
}

// Files writes the files of the splits.
func (s *Splits) Files(create func(name string) (io.WriteCloser, error)) error {
	return oneFile(create, SplitName, s.WriteArrow)
}
