package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"

	"sendsim/sim"
)

// Paper is a form in which a run can be taken away.
type Paper struct {
	File string // report.xlsx
	Says string // what it is, for people
	Kind string // of its content, as HTTP has it
}

// mostPaper is the most draws times areas, of all scenarios, that a paper is made
// of: a folder of them is made in memory, some 400 MB.
const mostPaper = 60_000

// paper answers with the report of a run, in a form: its scenarios are run in
// full, as sendsim compare runs them, and laid out as sendsim report does.
func (s *Server) paper(w http.ResponseWriter, r *http.Request) {
	j := s.jobs.of(r)
	i := slices.IndexFunc(s.Papers, func(p Paper) bool { return p.File == r.PathValue("file") })
	detail, err := strconv.Atoi(r.URL.Query().Get("scenario"))
	if j == nil || i < 0 || err != nil || detail < 1 || detail > len(j.models) {
		http.Error(w, "no such paper of this run; it may have been forgotten: run it again", http.StatusNotFound)
		return
	}
	if n := j.base.Scenario.Draws * len(j.base.Areas) * (1 + len(j.models)); n > mostPaper {
		http.Error(w, fmt.Sprintf("these are more futures than the page makes a report of (%d; allowed: %d): choose fewer, or save the scenarios and use sendsim compare and sendsim report", n, mostPaper), http.StatusUnprocessableEntity)
		return
	}
	var all []*sim.Scenario
	for _, m := range j.models {
		one := *m.Scenario
		all = append(all, &one)
	}
	var text []byte
	if !s.busy(w, r, func(ctx context.Context) error {
		text, err = s.Write(ctx, j.world, all, detail-1, s.Papers[i])
		return err
	}) {
		return
	}
	w.Header().Set("Content-Type", s.Papers[i].Kind)
	w.Header().Set("Content-Disposition", "attachment; filename="+s.Papers[i].File)
	_, _ = w.Write(text) // a reader who is gone misses nothing
}

// busy does something that takes a while, in its turn; it answers and is false
// where it failed, or where nobody waits for it any more.
func (s *Server) busy(w http.ResponseWriter, r *http.Request, do func(context.Context) error) bool {
	leave, err := s.queue.place()
	if err != nil {
		http.Error(w, err.Error(), http.StatusServiceUnavailable)
		return false
	}
	defer leave()
	ctx, cancel := context.WithTimeout(r.Context(), longestRun)
	defer cancel()
	deadline := http.NewResponseController(w)
	if err := deadline.SetWriteDeadline(s.Now().Add(longestRun)); err != nil {
		return false
	}
	if err = s.queue.inTurn(ctx, func() {}, func() error { return do(ctx) }); err == nil {
		err = deadline.SetWriteDeadline(s.Now().Add(longestWrite))
	}
	if err != nil && !errors.Is(err, context.Canceled) {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
	return err == nil
}
