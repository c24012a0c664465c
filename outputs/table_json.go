package outputs

import (
	"encoding/json"
	"io"
	"math"

	"sendsim/sim/finance"
)

// number is a float that JSON can hold: NaN is null, and so is what is infinite.
type number float64

// MarshalJSON writes the shortest text that reads back as the same number.
func (n number) MarshalJSON() ([]byte, error) {
	if math.IsNaN(float64(n)) || math.IsInf(float64(n), 0) {
		return []byte("null"), nil
	}
	return json.Marshal(float64(n))
}

// yearRow is a financial year of an authority as the JSON table has it.
type yearRow struct {
	Code      string `json:"code"`
	Name      string `json:"name"`
	Year      string `json:"financial_year"`
	Regime    string `json:"regime"`
	Draws     int    `json:"draws"`
	Threshold string `json:"threshold"`

	Plans      figureJSON `json:"plans"`
	Spend      figureJSON `json:"spend"`
	Block      figureJSON `json:"high_needs_block"`
	InYear     figureJSON `json:"in_year_deficit"`
	Cumulative figureJSON `json:"cumulative_deficit"`

	Balance chanceJSON `json:"chance_of_in_year_balance"`
	Over    chanceJSON `json:"chance_above_threshold"`
	First   chanceJSON `json:"chance_first_balance"`

	Local bool     `json:"contains_local_data,omitempty"`
	Notes []string `json:"notes"`
}

type figureJSON struct {
	Unit  string `json:"unit"`
	P10   number `json:"p10"`
	P50   number `json:"p50"`
	P90   number `json:"p90"`
	Mean  number `json:"mean"`
	Error number `json:"mc_error_of_p50"`
}

type chanceJSON struct {
	Value number `json:"value"`
	Error number `json:"mc_error"`
	Low   number `json:"low"`
	High  number `json:"high"`
}

// TableJSON prints the table of every area as an array of objects, one for
// each financial year. Money is in pounds.
func (s *Summary) TableJSON(w io.Writer) error {
	list := []yearRow{}
	for a := range s.Areas {
		notes := s.Notes(a)
		for y := range s.Years {
			c := &s.Chances[a]
			list = append(list, yearRow{
				Code: s.Areas[a].Code, Name: s.Titled(a), Year: finance.FinancialYear(s.FirstYear + y),
				Regime: s.Regime, Draws: s.Draws, Threshold: s.Threshold.String(),
				Plans:      s.figure(a, y, ColPlans),
				Spend:      s.figure(a, y, ColSpend),
				Block:      s.figure(a, y, ColBlock),
				InYear:     s.figure(a, y, ColInYear),
				Cumulative: s.figure(a, y, ColCumulative),
				Balance:    c.Balance[y].json(),
				Over:       c.Over[y].json(),
				First:      c.First[y].json(),
				Local:      s.Local,
				Notes:      notes,
			})
		}
	}
	encode := json.NewEncoder(w)
	encode.SetEscapeHTML(false)
	encode.SetIndent("", "  ")
	return encode.Encode(list)
}

func (s *Summary) figure(area, year int, column string) figureJSON {
	c, _ := ColumnNamed(column)
	return s.Stats(area, year, column).json(c.Unit)
}

func (s *Stats) json(unit string) figureJSON {
	return figureJSON{
		Unit: unit, P10: number(s.At(10).Value), P50: number(s.At(Median).Value), P90: number(s.At(90).Value),
		Mean: number(s.Mean.Value), Error: number(s.At(Median).Error),
	}
}

func (c Chance) json() chanceJSON {
	e := c.Estimate()
	return chanceJSON{number(e.Value), number(e.Error), number(e.Low), number(e.High)}
}
