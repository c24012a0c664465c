package outputs

import (
	"encoding/json"
	"io"

	"github.com/apache/arrow/go/v17/arrow"

	"sendsim/calibration/trials"
)

// scoreFields is the columns of scores.arrow.
var scoreFields = []Column{
	{"forecaster", "", "what is scored: a model, or a simple rule", "", nil},
	{"target", "", "figure that is forecast", "", nil},
	{"of", "", "authorities: each scored by itself; sum: their sum scored", "", nil},
	{"horizon", "years", "from the January census of the origin to that of the figure", "", nil},
	{"origin", "year", "January census; empty where all origins are taken together", "", nil},
	{"n", "", "forecasts scored", "", nil},
	{"crps", "per cent", "continuous ranked probability score, of the figure at the origin", "", nil},
	{"wis", "per cent", "weighted interval score, of the figure at the origin", "", nil},
	{"mape", "per cent", "mean distance of the median from what came, of what came", "", nil},
	{"bias", "per cent", "mean of the median less what came, of what came", "", nil},
	{"coverage_50", "share", "of what came, inside the 50 % interval", "", nil},
	{"coverage_80", "share", "of what came, inside the 80 % interval", "", nil},
	{"coverage_90", "share", "of what came, inside the 90 % interval", "", nil},
	{"coverage_95", "share", "of what came, inside the 95 % interval", "", nil},
	{"width_50", "per cent", "mean width of the 50 % interval, of the figure at the origin", "", nil},
	{"width_80", "per cent", "mean width of the 80 % interval, of the figure at the origin", "", nil},
	{"width_90", "per cent", "mean width of the 90 % interval, of the figure at the origin", "", nil},
	{"width_95", "per cent", "mean width of the 95 % interval, of the figure at the origin", "", nil},
}

// scoreLines is a part of a scorecard, and what its lines are of.
type scoreLines struct {
	of    string
	lines []trials.Line
}

// WriteArrow writes scores.arrow: a row for each line of the scorecard.
func (s Scorecard) WriteArrow(w io.Writer) error {
	var forecaster, target, of []string
	var horizon, origin, n []int16
	const numbersFrom = 6
	values := make([][]float64, len(scoreFields)-numbersFrom)
	for _, part := range []scoreLines{{"authorities", s.Scores}, {"sum", s.Sums}, {"authorities", s.Origins}, {"authorities", s.Changed}} {
		for i := range part.lines {
			l := &part.lines[i]
			forecaster, target, of = append(forecaster, l.Forecaster), append(target, l.Target), append(of, part.of)
			when := int16(l.Origin)
			if when == 0 {
				when = -1
			}
			horizon, origin, n = append(horizon, int16(l.Horizon)), append(origin, when), append(n, int16(l.N))
			row := []float64{l.CRPS, l.WIS, l.MAPE, l.Bias}
			row = append(append(row, l.Coverage[:]...), l.Width[:]...)
			for j, v := range row {
				values[j] = append(values[j], v)
			}
		}
	}
	about, err := json.Marshal(s.About)
	if err != nil {
		return err
	}
	meta := arrow.NewMetadata(
		[]string{keyFormat, keyTitle, keyLicence, "backtest"},
		[]string{"sendsim scores 1", "Scores of a back-test", Licence, string(about)},
	)
	arrays := []arrow.Array{stringArray(forecaster), stringArray(target), stringArray(of), shorts(horizon), shorts(origin), shorts(n)}
	for _, v := range values {
		arrays = append(arrays, numbers(v))
	}
	return writeColumns(w, scoreFields, meta, len(n), arrays)
}
