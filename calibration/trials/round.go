package trials

import (
	"encoding/json"
	"io"
	"math"
	"strconv"
)

// figures is how finely a scorecard says its numbers: more than is shown, and
// less than differs from one processor to another.
const figures = 5

// round rounds every number of the scorecard.
func (s *Scorecard) round() {
	for _, lines := range [][]Line{s.Scores, s.Sums, s.Origins, s.Changed} {
		for i := range lines {
			t := &lines[i].Tally
			rounded(&t.CRPS, &t.WIS, &t.MAPE, &t.Bias)
			roundAll(t.Coverage[:])
			roundAll(t.Width[:])
			roundAll(t.PIT[:])
		}
	}
	for i := range s.Areas {
		a := &s.Areas[i]
		rounded(&a.CRPS, &a.MAPE, &a.Bias, &a.Inside80)
	}
	for i := range s.Skills {
		k := &s.Skills[i]
		rounded(&k.Skill, &k.Low, &k.High, &k.Wins)
		roundAll(k.ByOrigin)
	}
	for i := range s.Misses {
		m := &s.Misses[i]
		rounded(&m.Base, &m.Median, &m.Low, &m.High, &m.Came, &m.CRPS)
	}
	for i := range s.Bars {
		rounded(&s.Bars[i].Got)
	}
}

func rounded(all ...*float64) {
	for _, v := range all {
		if *v == 0 || math.IsNaN(*v) || math.IsInf(*v, 0) {
			continue
		}
		*v, _ = strconv.ParseFloat(strconv.FormatFloat(*v, 'e', figures-1, 64), 64)
	}
}

func roundAll(list []float64) {
	for i := range list {
		rounded(&list[i])
	}
}

// WriteJSON writes the scorecard as JSON.
func (s *Scorecard) WriteJSON(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	return e.Encode(s)
}

// ReadJSON reads what WriteJSON wrote.
func ReadJSON(r io.Reader) (*Scorecard, error) {
	s := &Scorecard{}
	d := json.NewDecoder(r)
	d.DisallowUnknownFields()
	return s, d.Decode(s)
}
