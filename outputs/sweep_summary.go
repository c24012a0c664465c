package outputs

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"github.com/apache/arrow/go/v17/arrow"
	"github.com/jedib0t/go-pretty/v6/table"

	"sendsim/sim/finance"
)

// SweptName is the file that holds them.
const SweptName = "combinations.arrow"

// sweptLevels are the quantiles of the deficit that are told.
var sweptLevels = [...]Level{10, Median, 90}

// year is that of balance, in words.
func (s *Swept) year() string { return finance.FinancialYear(s.Sweep.Design.By) }

// mostRows is the most combinations that a table shows; of more, it shows those
// that no other of the authority beats.
const mostRows = 40

// Table prints the combinations.
func (s *Swept) Table(w io.Writer, width int) error {
	d := &s.Sweep.Design
	header := table.Row{"authority"}
	if len(d.Authorities) == 1 {
		header = table.Row{"scenario"}
	} else {
		header = append(header, "scenario")
	}
	for i := range d.Dials {
		header = append(header, string(rune('A'+i%letters26)))
	}
	header = append(header, "balance", "P10", "P50", "P90", "cost")
	t := table.NewWriter()
	t.AppendHeader(header)
	rows := s.rows
	if len(rows) > mostRows {
		rows = s.unbeaten()
	}
	for _, r := range rows {
		row := table.Row{r.Authority, r.Scenario}[2-(len(header)-len(d.Dials)-5):]
		for _, x := range r.Dials {
			row = append(row, numberOr(x, 1, 4, ""))
		}
		chance := "no money"
		if r.Chance != nil {
			chance = withInterval(r.chance())
		}
		row = append(row, chance)
		for _, q := range r.Deficit {
			row = append(row, numberOr(q, million, 1, "-"))
		}
		t.AppendRow(append(row, numberOr(&r.Cost, million, 2, "-")))
	}
	var b strings.Builder
	b.WriteString(hanging(fmt.Sprintf("%s: %s combinations, each on the same %s draws", d.Name, grouped(float64(len(s.rows))), grouped(float64(d.Draws))), width))
	for i, name := range d.Dials {
		b.WriteString(hanging(string(rune('A'+i%letters26))+": "+name, width))
	}
	b.WriteString("\n" + strings.Join(laidOut(t, header), "\n") + "\n\n")
	if len(rows) < len(s.rows) {
		b.WriteString(hanging("Shown are those that no other of the authority beats in cost and chance, or, where no draw is in balance, in cost and P50; all are in "+SweptName+".", min(width, proseWidth)))
	}
	for _, note := range s.notes() {
		b.WriteString(hanging(note, min(width, proseWidth)))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

const letters26 = 26

func (s *Swept) notes() []string {
	first := finance.FinancialYear(s.Sweep.Design.Start)
	return []string{
		fmt.Sprintf("Balance: the in-year deficit of %s is 0 or less, with Wilson's 95 %% interval of chance in drawing; draws count as independent.", s.year()),
		fmt.Sprintf("P10, P50, P90: cumulative deficit at 31 March %d, GBP million; positive is a deficit. Quantiles are exact to the width of their bin, at most 1 part in 2,000 of the range.", s.Sweep.Design.By+1),
		fmt.Sprintf("Cost: what levers cost all purses but grants from outside, mean, %s to %s, GBP million. What places and children cost is in the deficit.", first, s.year()),
	}
}

// numberOr is a number by a divisor with so many decimals at most; else a text.
func numberOr(x *float64, by float64, decimals int, none string) string {
	if x == nil || *x != *x {
		return none
	}
	return trimmed(*x/by, decimals)
}

// JSON prints the combinations as an array of objects.
func (s *Swept) JSON(w io.Writer) error {
	all := []map[string]any{}
	for _, r := range s.rows {
		text, err := json.Marshal(r)
		if err != nil {
			return err
		}
		one := map[string]any{}
		if err := json.Unmarshal(text, &one); err != nil {
			return err
		}
		dials := map[string]any{}
		for i, x := range r.Dials {
			if x != nil {
				dials[s.Sweep.Design.Dials[i]] = *x
			}
		}
		one["dials"] = dials
		for i, l := range sweptLevels {
			one["deficit_p"+strconv.Itoa(int(l))] = r.Deficit[i]
		}
		all = append(all, one)
	}
	encode := json.NewEncoder(w)
	encode.SetIndent("", "  ")
	return encode.Encode(all)
}

// WriteArrow writes combinations.arrow.
func (s *Swept) WriteArrow(w io.Writer) error {
	rows := s.rows
	var authority, scenario []string
	var point []int32
	var draws, width []int64
	columns := map[string][]float64{}
	add := func(name string, x *float64) {
		v := math.NaN()
		if x != nil {
			v = *x
		}
		columns[name] = append(columns[name], v)
	}
	for _, r := range rows {
		authority, scenario, point = append(authority, r.Authority), append(scenario, r.Scenario), append(point, int32(r.Point))
		draws, width = append(draws, r.Draws), append(width, r.Width)
		for i, x := range r.Dials {
			add(s.Sweep.Design.Dials[i], x)
		}
		add("balance", r.Chance)
		add("balance_low", r.Low)
		add("balance_high", r.High)
		for i, l := range sweptLevels {
			add("deficit_p"+strconv.Itoa(int(l)), r.Deficit[i])
		}
		add("cost", &r.Cost)
	}
	says := []Column{
		{"authority", "", "key of the authority", "", nil},
		{"scenario", "", "scenario, by its name in the design", "", nil},
		{"point", "", "which setting of the dials, by its number among those of the scenario", "", nil},
		{"draws", "draws", "futures", "", nil},
		{"deficit_resolution", UnitPounds, "width of the bins in which deficits were counted", "", nil},
	}
	arrays := []arrow.Array{stringArray(authority), stringArray(scenario), ints(point), longs(draws), longs(width)}
	for _, c := range s.numbers() {
		says, arrays = append(says, c), append(arrays, numbers(columns[c.Name]))
	}
	meta := arrow.NewMetadata(
		[]string{keyFormat, keyTitle, keySign, keyCaution, keyLicence, keyFigures, keyDesign},
		[]string{"sendsim combinations 1", s.Sweep.Design.Name, Sign, Caution, Licence, Simulated, s.Sweep.Digest()})
	return writeColumns(w, says, meta, len(rows), arrays)
}

// numbers are the columns of combinations.arrow that are fractions.
func (s *Swept) numbers() (all []Column) {
	for _, name := range s.Sweep.Design.Dials {
		all = append(all, Column{name, "", "dial of a lever; empty: as the scenario has it, or none", "", nil})
	}
	all = append(all,
		Column{"balance", UnitShare, "share of the draws in which the in-year deficit of " + s.year() + " is 0 or less", "", nil},
		Column{"balance_low", UnitShare, "lower end of its 95 % interval (Wilson)", "", nil},
		Column{"balance_high", UnitShare, "upper end", "", nil})
	for _, l := range sweptLevels {
		all = append(all, Column{"deficit_p" + strconv.Itoa(int(l)), UnitPounds, "P" + strconv.Itoa(int(l)) + " of the cumulative deficit at the end of " + s.year() + " (positive = deficit)", "", nil})
	}
	return append(all, Column{"cost", UnitPounds, "what levers cost all purses but grants from outside, mean, to the end of " + s.year(), "", nil})
}
