// Package web serves the page on which levers are moved by hand and futures
// are drawn anew: the page itself, what there is to choose from, and runs of
// up to four scenarios paired with their base, in more and more draws.
//
// Nothing in it starts a goroutine: a run lives in the request that watches it
// and ends with it.
package web

import (
	"context"
	"net/http"
	"sync"
	"time"

	"sendsim/outputs"
	"sendsim/sim"
)

// Config is what the server stands on. All of it is read-only.
type Config struct {
	World     *sim.World // of published figures alone
	Local     *sim.Local // a council's own that scenarios are laid on unless they say otherwise; nil: none
	About     func(*sim.Model) (outputs.About, []outputs.Past)
	Threshold func(*sim.Scenario, *sim.Local) outputs.Threshold
	Version   string
	First     []*sim.Scenario  // what a first visit shows
	Workers   int              // of one run
	Host      string           // the host that it listens on, as it was asked for
	Now       func() time.Time // for deadlines of slow readers alone

	// Papers are the forms in which a run can be taken away, and Write writes one
	// of them: of scenarios on a world, with one of them, by its place, in detail.
	Papers []Paper
	Write  func(ctx context.Context, world *sim.World, all []*sim.Scenario, detail int, as Paper) ([]byte, error)
}

// Server answers the page's requests.
type Server struct {
	Config
	catalogue []byte
	cache     cache
	jobs      jobs
	queue     queue
	locals    locals
	besides   sync.Map // an authority beside its neighbours, as JSON, by key and regime
}

// MostScenarios is the most scenarios side by side, beside their base.
const MostScenarios = 4

// What the server allows. A request beyond them is refused in plain words.
const (
	mostBytes      = 256 << 10        // of a request's body
	mostLocalBytes = 4 << 20          // of a council's own figures with their tables
	mostAtOnce     = 2                // runs under way
	mostWaiting    = 62               // runs that wait for their turn: those of a large meeting
	mostLived      = 40_000           // draws times areas of one scenario: 260 MB of figures
	mostCached     = 384 << 20        // bytes of figures kept for the next change
	longestRun     = 30 * time.Minute // England in full takes a good part of it
	longestWrite   = 15 * time.Second // for a reader to take what it is sent
)

// New makes a server.
func New(c Config) (*Server, error) {
	s := &Server{Config: c, queue: newQueue(), cache: cache{most: mostCached}}
	var err error
	s.catalogue, err = s.newCatalogue()
	return s, err
}

// Handler is all that the server answers, behind its guard.
func (s *Server) Handler() http.Handler {
	mux := http.NewServeMux()
	for path, f := range pageFiles {
		mux.HandleFunc("GET "+path, f.serve)
	}
	mux.HandleFunc("GET /api/catalogue", func(w http.ResponseWriter, _ *http.Request) { writeJSON(w, s.catalogue) })
	mux.HandleFunc("POST /api/scenario", s.scenario)
	mux.HandleFunc("POST /api/runs", s.post)
	mux.HandleFunc("GET /api/runs/{id}/events", s.events)
	mux.HandleFunc("GET /api/runs/{id}/results/{draws}", s.results)
	mux.HandleFunc("GET /api/runs/{id}/future", s.future)
	mux.HandleFunc("GET /api/runs/{id}/papers/{file}", s.paper)
	mux.HandleFunc("POST "+localPath, s.bring)
	mux.HandleFunc("GET "+localPath+"/{id}", s.recallLocal)
	mux.HandleFunc("GET /api/standings", s.standings)
	mux.HandleFunc("GET /api/authorities/{key}/peers", s.peers)
	mux.HandleFunc("GET /api/authorities/{key}/scorecard", s.scorecard)
	return guarded(s.Host, mux)
}
