package outputs

import (
	"fmt"
	"math"

	"github.com/apache/arrow/go/v17/arrow/array"
)

// Figure is a figure of summary.arrow by what it is of.
type Figure struct {
	Year      int    `json:"financial_year"` // by the calendar year of its April
	Area      string `json:"authority"`      // code, or the key of a sum
	Column    string `json:"column"`
	Unit      string `json:"unit"`
	Statistic string `json:"statistic"`
	Of        string `json:"of"` // OfValue, or "mc_error", "mc_low", "mc_high" of it
}

// OfValue says that a figure is the statistic itself.
const OfValue = "value"

// Figured is a figure and its value, NaN where it is empty.
type Figured struct {
	Figure
	Value float64
}

// ReadSummary reads every figure of a summary.arrow, row by row.
func ReadSummary(file []byte) ([]Figured, error) {
	var all []Figured
	err := readRecords(SummaryName, file, func(b batchRead) error {
		all = append(all, figures(b)...)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return all, nil
}

// figures reads one record batch: four figures a row.
func figures(b batchRead) []Figured {
	area, years := b.text(colArea), b.column(colYear).(*array.Int16)
	name, unit, statistic, estimate := b.text("column"), b.text("unit"), b.text("statistic"), b.estimate()
	var all []Figured
	for row := range int(b.NumRows()) {
		f := Figure{Year: int(years.Value(row)), Area: area(row), Column: name(row), Unit: unit(row), Statistic: statistic(row)}
		e := estimate(row)
		for _, of := range []struct {
			name  string
			value float64
		}{{OfValue, e.Value}, {"mc_error", e.Error}, {"mc_low", e.Low}, {"mc_high", e.High}} {
			f.Of = of.name
			all = append(all, Figured{f, of.value})
		}
	}
	return all
}

// summaryFormat names the format of a summary.arrow.
const summaryFormat = "sendsim summary 1"

// OpenSummary reads a summary.arrow back as the Summary that wrote it, but for
// its warnings, which the manifest holds, and a threshold in pounds, which the
// file has in words alone: who knows the sum sets it.
func OpenSummary(file []byte) (*Summary, error) {
	var s *Summary
	err := readRecords(SummaryName, file, func(b batchRead) error {
		about, err := b.about(summaryFormat)
		if err != nil {
			return err
		}
		// A number of years that lies may be huge; and there is one batch.
		if most := int(b.NumRows()) / len(Levels); about.Years > most || len(about.Areas) > most || about.perDraw() > most || s != nil {
			return errNotArrow
		}
		s = &Summary{About: about, stats: unknown(about.perDraw() * len(Columns)), Chances: make([]Chances, len(about.Areas))}
		if s.Threshold = DefaultThreshold; b.metadata[keyThreshold] != s.Threshold.String() {
			s.Threshold = Threshold{Pounds: math.NaN(), Says: b.metadata[keyThreshold]}
		}
		for i := range s.Chances {
			years := func() []Chance { return make([]Chance, about.Years) }
			s.Chances[i] = Chances{Balance: years(), Over: years(), First: years()}
		}
		b.figureRows(&about, func(_ int, f figureRow) { s.take(f) })
		return nil
	})
	if err == nil && s == nil {
		err = fmt.Errorf("%s: %w", SummaryName, errNotArrow)
	}
	if err != nil {
		return nil, err
	}
	return s, nil
}

// take lays a row where it belongs.
func (s *Summary) take(f figureRow) {
	c := &s.Chances[f.area]
	switch {
	case f.statistic != statChance && f.column >= 0:
		s.at(f.area, f.year, f.column).set(f)
	case f.name == chanceBalance:
		c.Balance[f.year] = s.chanceOf(f)
	case f.name == chanceOver:
		c.Over[f.year] = s.chanceOf(f)
	case f.name == chanceFirst:
		c.First[f.year] = s.chanceOf(f)
	case f.name == chanceNever:
		c.Never = s.chanceOf(f)
	}
}

// chanceOf is the chance that was written: its draws, and by its error how many
// independent ones say as much.
func (a *About) chanceOf(f figureRow) Chance {
	if f.draws == 0 {
		return Chance{} // of nothing: the share is no number
	}
	c := Chance{Hits: int(math.Round(f.Value * float64(f.draws))), Draws: f.draws}
	switch of := sharing(a.Rows); {
	case !of.shares(a.Draws):
	case c.Hits == 0 || c.Hits == c.Draws:
		c.Worth = float64(min(int(of), c.Draws))
	default:
		c.Worth = min(float64(c.Draws), f.Value*(1-f.Value)/(f.Error*f.Error))
	}
	return c
}
