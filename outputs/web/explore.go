package web

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"

	"sendsim/calibration/trials"
	"sendsim/docs"
	"sendsim/outputs"
	"sendsim/sim"
	"sendsim/sim/finance"
	"sendsim/sim/peers"
)

// What ships is read once, when it is first asked for.
var (
	shippedScorecard = sync.OnceValues(func() (*trials.Scorecard, error) {
		card := &trials.Scorecard{}
		return card, json.Unmarshal(docs.Scorecard, card)
	})
	shippedStandings = sync.OnceValues(func() (*outputs.Standings, error) {
		o, _, err := outputs.ShippedStandings()
		return o, err
	})
)

// standings is how all authorities stand to one another in a year.
type standings struct {
	Years    []string  `json:"years"`
	Year     string    `json:"year"`
	Regime   string    `json:"regime"`
	Draws    int       `json:"draws"`
	Measures []ranking `json:"measures"`
}

// ranking is the standings by one measure, the highest first.
type ranking struct {
	Key    string          `json:"key"`
	Name   string          `json:"name"`
	Chance bool            `json:"chance"`
	Notes  []string        `json:"notes"`
	Rows   json.RawMessage `json:"rows"` // as sendsim authorities --rank --json has them
}

// standings answers with the rankings that ship, of the year that is asked for;
// else of the last of those that are a forecast.
func (s *Server) standings(w http.ResponseWriter, r *http.Request) {
	o, err := shippedStandings()
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	all := standings{Regime: o.Regime, Draws: o.Draws}
	for y := range o.Years {
		all.Years = append(all.Years, finance.FinancialYear(o.FirstYear+y))
	}
	year := min(outputs.CautionYears, o.Years) - 1
	if asked := r.URL.Query().Get("year"); asked != "" {
		if year = slices.Index(all.Years, asked); year < 0 {
			http.Error(w, fmt.Sprintf("%q is no financial year of the ranking; allowed: %s to %s", asked, all.Years[0], all.Years[o.Years-1]), http.StatusNotFound)
			return
		}
	}
	all.Year = all.Years[year]
	for i := range peers.Measures {
		m := &peers.Measures[i]
		var rows bytes.Buffer
		if err := o.JSON(&rows, year, i); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		all.Measures = append(all.Measures, ranking{m.Key, m.Name, m.Chance, o.Notes(year, i), rows.Bytes()})
	}
	answer(w, http.StatusOK, all)
}

// beside is an authority held against its statistical neighbours and England.
type beside struct {
	January    int             `json:"january"`
	Regime     string          `json:"regime"`
	Draws      int             `json:"draws"`
	Neighbours []neighbour     `json:"neighbours"`
	Figures    []figure        `json:"figures"`
	Rows       json.RawMessage `json:"rows"` // as sendsim authorities --compare --json has them
	Notes      []string        `json:"notes"`
}

type neighbour struct {
	Key  string `json:"key"`
	Name string `json:"name"`
}

type figure struct {
	Key     string `json:"key"`
	Heading string `json:"heading"`
	Name    string `json:"name"`
	Unit    string `json:"unit"`
	Says    string `json:"says"`
	Whole   bool   `json:"whole"` // of an authority known to a whole per cent
}

// peerDraws are enough for a difference to be called with a chance of error of
// one in a thousand.
const peerDraws = 1000

// peers answers with an authority beside its neighbours, all as published:
// whatever a council's own figures say is no part of it. What was drawn once is
// kept: there are no more than authorities times regimes of it.
func (s *Server) peers(w http.ResponseWriter, r *http.Request) {
	known, key := s.World.Known(), r.PathValue("key")
	if _, err := known.Authority(key); err != nil || known.Unfit(key) != "" {
		http.Error(w, "no such authority, or one that is not calibrated here", http.StatusNotFound)
		return
	}
	law := r.URL.Query().Get("regime")
	if law == "" {
		law = finance.RegimeOf(s.World.Library.January())
	}
	regime, err := s.World.Regime(law)
	if err != nil {
		http.Error(w, err.Error(), http.StatusNotFound)
		return
	}
	if was, ok := s.besides.Load(key + " " + law); ok {
		writeJSON(w, was.([]byte))
		return
	}
	var text []byte
	if !s.busy(w, r, func(ctx context.Context) error {
		text, err = s.besideOf(ctx, regime, key)
		return err
	}) {
		return
	}
	s.besides.Store(key+" "+law, text)
	writeJSON(w, text)
}

// besideOf holds an authority against its neighbours.
func (s *Server) besideOf(ctx context.Context, regime *finance.Regime, key string) ([]byte, error) {
	c, err := peers.Compare(ctx, s.World, regime, []string{key}, peerDraws, sim.Default().Seed)
	if err != nil {
		return nil, err
	}
	all := beside{January: c.January, Regime: c.Regime, Draws: c.Draws}
	for i := range c.Subjects {
		if !strings.HasPrefix(c.Subjects[i].Code, "neighbours:") {
			continue
		}
		for _, member := range c.Subjects[i].Members {
			if a, err := s.World.Library.Authority(member); err == nil {
				all.Neighbours = append(all.Neighbours, neighbour{a.Area.Key, a.Area.Name})
			}
		}
	}
	for i := range peers.Figures {
		f := &peers.Figures[i]
		all.Figures = append(all.Figures, figure{f.Key, f.Heading, f.Name, f.Unit, f.Says, peers.Whole(i)})
	}
	p := outputs.PeersOf(c, len(s.World.Library.England.National.Rows))
	var rows bytes.Buffer
	if err := p.JSON(&rows); err != nil {
		return nil, err
	}
	all.Rows, all.Notes = rows.Bytes(), p.Notes()
	return json.Marshal(all)
}

// scored is how forecasts of past years did, for an authority beside all.
type scored struct {
	First int         `json:"first"` // censuses that were forecast from
	Last  int         `json:"last"`
	Own   bool        `json:"own"` // the authority was scored, by itself or with those it was one with
	Rows  []scoredRow `json:"rows"`
	Miss  string      `json:"miss,omitempty"` // where its worst forecast is among those that are named
}

type scoredRow struct {
	Name     string  `json:"name"`
	Horizon  int     `json:"horizon"` // years
	N        int     `json:"n"`
	MAPE     float64 `json:"mape"`
	Bias     float64 `json:"bias"`
	Inside80 float64 `json:"inside_80"`
}

// scorecard answers with how forecasts of an authority's plans did, from the
// back-test that ships.
func (s *Server) scorecard(w http.ResponseWriter, r *http.Request) {
	a, err := s.World.Library.Authority(r.PathValue("key"))
	if err != nil {
		http.Error(w, "no such authority", http.StatusNotFound)
		return
	}
	card, err := shippedScorecard()
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	answer(w, http.StatusOK, scoredOf(card, a.Area.Code))
}

// scoredOf is the scorecard's lines of plans for an authority and for all.
// Authorities that were one are scored as one, under both their codes.
func scoredOf(card *trials.Scorecard, code string) scored {
	all := scored{First: card.About.First, Last: card.About.Last}
	for _, a := range card.Areas {
		if a.Target == trials.Plans.String() && slices.Contains(strings.Split(a.Code, "+"), code) {
			all.Own = true
			all.Rows = append(all.Rows, scoredRow{strings.Join(strings.Split(a.Name, "+"), ", with "), a.Horizon, a.N, a.MAPE, a.Bias, a.Inside80})
		}
	}
	const at80 = 1
	for i := range card.Scores {
		if l := &card.Scores[i]; l.Target == trials.Plans.String() && l.Forecaster == card.About.Published {
			all.Rows = append(all.Rows, scoredRow{"all authorities", l.Horizon, l.N, l.MAPE, l.Bias, l.Coverage[at80]})
		}
	}
	for _, m := range card.Misses {
		if slices.Contains(strings.Split(m.Code, "+"), code) {
			all.Miss = fmt.Sprintf("Its worst forecast is among the ten worst of all: from January %d, %.0f plans were expected a year on (19 in 20 between %.0f and %.0f), and %.0f came: %s", m.Origin, m.Median, m.Low, m.High, m.Came, m.Why)
		}
	}
	return all
}
