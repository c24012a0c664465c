package web

import (
	"fmt"
	"math"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"sendsim/outputs"
	"sendsim/sim"
)

// told is one future: the one that passes nearest to a point of a fan.
type told struct {
	Draw  int                  `json:"draw"`
	Lines map[string][]float64 `json:"lines"` // by column, year by year
	Story string               `json:"story"`
}

// mostTold is the most authorities whose future is told step by step.
const mostTold = 3

// future answers with the future of a scenario (its place in the list, 0 is
// the base) that is nearest to a value of a column in a financial year.
func (s *Server) future(w http.ResponseWriter, r *http.Request) {
	j, q := s.jobs.of(r), r.URL.Query()
	scenario, err1 := strconv.Atoi(q.Get("scenario"))
	year, err2 := strconv.Atoi(q.Get("year"))
	value, err3 := strconv.ParseFloat(q.Get("value"), 64)
	draws, err4 := strconv.Atoi(q.Get("draws"))
	column := q.Get("column")
	if j == nil || err1 != nil || err2 != nil || err3 != nil || err4 != nil || scenario < 0 || scenario > len(j.models) || !slices.Contains(columns, column) {
		http.Error(w, "no such future: a run, scenario, draws, column, year and value are needed", http.StatusNotFound)
		return
	}
	m := j.base
	if scenario > 0 {
		m = j.models[scenario-1]
	}
	was := s.cache.get(j.key(m, draws))
	if was == nil || year < m.Scenario.Start || year >= m.Scenario.Start+m.Years {
		http.Error(w, "these futures are not kept any more: run them again", http.StatusNotFound)
		return
	}
	t, err := nearest(was, len(m.Areas)-1, column, year-m.Scenario.Start, value)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	if t.Story, err = story(m, t.Draw); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	answer(w, http.StatusOK, t)
}

// nearest finds the draw whose column is nearest to a value in a year, counted
// from the first.
func nearest(l *lived, area int, column string, year int, value float64) (t told, err error) {
	figures, err := l.open()
	if err != nil {
		return t, err
	}
	t.Lines = map[string][]float64{}
	var room []float64
	for _, name := range []string{column, outputs.ColPlans, outputs.ColCumulative} {
		if t.Lines[name] != nil {
			continue
		}
		if room, err = figures.Column(name, area, area+1, room); err != nil {
			return t, err
		}
		if name == column {
			t.Draw = closest(room[year*figures.Draws:(year+1)*figures.Draws], value)
		}
		if math.IsNaN(room[t.Draw]) {
			continue // there is no money
		}
		for y := range figures.Years {
			t.Lines[name] = append(t.Lines[name], room[y*figures.Draws+t.Draw])
		}
	}
	return t, nil
}

// closest is the place of the value nearest to x.
func closest(values []float64, x float64) (at int) {
	for i, v := range values {
		if math.Abs(v-x) < math.Abs(values[at]-x) {
			at = i
		}
	}
	return at
}

// story tells a draw of a model step by step.
func story(m *sim.Model, draw int) (string, error) {
	if n := len(m.Areas[len(m.Areas)-1].Members); n > mostTold {
		return fmt.Sprintf("Of %d authorities no future is told step by step; choose up to %d.", n, mostTold), nil
	}
	var b strings.Builder
	for _, one := range m.Tell(draw) {
		if err := outputs.WriteStory(&b, &one, m.Regime.Title, nil, false); err != nil {
			return "", err
		}
	}
	return b.String(), nil
}
