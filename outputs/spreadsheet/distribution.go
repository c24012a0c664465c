package spreadsheet

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"github.com/xuri/excelize/v2"

	"sendsim/outputs"
	"sendsim/sim/finance"
)

// bins is the number of columns of the distribution.
const bins = 20

// fillDistribution counts the futures by the cumulative deficit of the last
// year that is a forecast, and says the chances of balance.
func fillDistribution(s *sheet) error {
	if says := s.NoMoney(); says != "" {
		s.words(title, "Futures by their cumulative deficit: "+s.place())
		s.words(plain, says)
		return nil
	}
	draws, closeFile, err := s.Draws(s.Detail)
	if err != nil {
		return err
	}
	defer closeFile()
	v, err := draws.Column(outputs.ColCumulative, s.Area, s.Area+1, nil)
	if err != nil {
		return err
	}
	sum := s.Summary()
	year := min(outputs.CautionYears, sum.Years) - 1
	march := strconv.Itoa(sum.FirstYear + year + 1)
	from, width, counts := histogram(v[year*draws.Draws : (year+1)*draws.Draws])
	s.widths(22, 22, 14, 14, 14)
	const heads = 4
	s.freeze(heads, 0)
	s.words(title, "Futures by their cumulative deficit at 31 March "+march+": "+s.place())
	s.words(plain, s.which()+fmt.Sprintf("%d futures, each counted once, those beyond the ends in the first and the last row; the deficit has the sign that is chosen on the sheet %s.", draws.Draws, summaryName))
	s.addChosen()
	s.words(head, "Deficit from", "to", "Futures", "Share")
	first := s.row + 1
	for i, n := range counts {
		s.add(s.deficit(from+float64(width*float64(i)), money), s.deficit(from+float64(width*float64(i+1)), money),
			s.number(float64(n), count), s.number(float64(n)/float64(draws.Draws), share))
	}
	s.bars(at(6, heads), "Futures by cumulative deficit at 31 March "+march, first, s.row)
	s.gap()
	s.headWords(2, "Financial year", "In-year balance: chance", "± standard error", "First in this year", "Above threshold")
	c := &sum.Chances[s.Area]
	for y := range sum.Years {
		s.add(s.text(finance.FinancialYear(sum.FirstYear+y), label),
			s.chance(c.Balance[y]), s.chanceError(c.Balance[y]),
			s.chance(c.First[y]), s.chance(c.Over[y]))
	}
	s.add(s.text("in no year", label), s.text("", plain), s.text("", plain), s.chance(c.Never))
	s.words(plain, "Threshold: a cumulative deficit above "+sum.Threshold.String()+".")
	s.words(plain, boundSays)
	s.covers(5+chartColumns, heads+chartRows)
	return nil
}

// histogram counts values in bins of equal, round width from the lowest to the
// highest hundredth; what lies beyond is in the first and the last bin.
func histogram(v []float64) (from, width float64, counts []int) {
	sorted := slices.Sorted(slices.Values(v))
	beyond := len(v) / 100
	low, high := sorted[beyond], sorted[len(v)-1-beyond]
	width = round((high - low) / bins)
	from = float64(math.Floor(low/width) * width)
	counts = make([]int, int(math.Floor((high-from)/width))+1)
	for _, x := range v {
		counts[max(0, min(len(counts)-1, int(math.Floor((x-from)/width))))]++
	}
	return from, width, counts
}

// round is the next of 1, 2, 5, 10, 20, ... that is not below x, at least 1.
func round(x float64) float64 {
	const ten = 10
	for unit := 1.0; ; unit *= ten {
		for _, of := range []float64{1, 2, 5} {
			if unit*of >= x {
				return unit * of
			}
		}
	}
}

// bars draws the counts over the lower ends.
func (s *sheet) bars(cell, name string, first, last int) {
	gap := uint(10)
	s.try(s.file.AddChart(s.name, cell, &excelize.Chart{
		Type:      excelize.Col,
		Title:     chartTitle(name),
		Legend:    excelize.ChartLegend{Position: "none"},
		Dimension: excelize.ChartDimension{Width: chartWide, Height: chartHigh},
		GapWidth:  &gap,
		YAxis:     excelize.ChartAxis{Font: axisFont, MajorGridLines: true, NumFmt: excelize.ChartNumFmt{CustomNumFmt: countAxis}},
		XAxis:     excelize.ChartAxis{Font: axisFont, TickLabelSkip: 2, TickLabelPosition: excelize.ChartTickLabelLow, NumFmt: excelize.ChartNumFmt{CustomNumFmt: millionsAxis}},
		Format:    excelize.GraphicOptions{AltText: name},
		Series: []excelize.ChartSeries{{
			Name:       fmt.Sprintf("'%s'!%s", s.name, at(3, first-1)),
			Categories: s.cells(1, first, 1, last),
			Values:     s.cells(3, first, 3, last),
			Fill:       excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{blue}},
		}},
	}))
}
