package web

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"

	"sendsim/outputs"
	"sendsim/sim"
)

// arrived is said when the results of a number of draws can be had.
type arrived struct {
	Draws    int        `json:"draws"`
	Final    bool       `json:"final"`
	Notes    [][]string `json:"notes"`    // by area, of the first scenario
	Warnings [][]string `json:"warnings"` // by scenario, the base first
}

// moved is said as draws are lived.
type moved struct {
	Done  int `json:"done"`
	Total int `json:"total"`
}

// events lives a run as long as somebody watches: the one who watches is the
// one who waits, and who leaves ends it.
func (s *Server) events(w http.ResponseWriter, r *http.Request) {
	j := s.jobs.of(r)
	if j == nil {
		http.Error(w, "no such run; it may have been forgotten", http.StatusNotFound)
		return
	}
	leave, err := s.queue.place()
	if err != nil {
		newStream(w, s.Now).send("full", map[string]string{"says": err.Error()}) // a page sees no status of a stream
		return
	}
	defer leave()
	if !j.begin() {
		w.WriteHeader(http.StatusNoContent) // a reader who comes back shall not run it again
		return
	}
	defer s.jobs.left(j)
	ctx, cancel := context.WithTimeout(r.Context(), longestRun)
	defer cancel()
	to := newStream(w, s.Now)
	switch err := s.run(ctx, j, to); {
	case err == nil:
		to.send("done", struct{}{})
	case errors.Is(err, context.DeadlineExceeded):
		to.send("failed", map[string]string{"says": fmt.Sprintf("stopped: it took longer than %v", longestRun)})
	case errors.Is(err, context.Canceled):
	default:
		to.send("failed", map[string]string{"says": err.Error()})
	}
}

// inTurn does something in a turn of the run's own, and says if it has to wait
// for it.
func (s *Server) inTurn(ctx context.Context, to *stream, do func() error) error {
	return s.queue.inTurn(ctx, func() { to.send("waiting", struct{}{}) }, do)
}

// run lives the scenarios of a job beside their base, in more and more draws.
// Each stage waits for its turn: of many readers all have a first picture before
// one has all draws.
func (s *Server) run(ctx context.Context, j *job, to *stream) error {
	told := progress{to: to}
	for _, draws := range j.stages {
		told.total += draws * (1 + len(j.models))
	}
	for i, draws := range j.stages {
		var all []outputs.Live
		err := s.inTurn(ctx, to, func() (err error) {
			all, err = s.stage(ctx, j, draws, &told)
			return err
		})
		if err != nil {
			return err
		}
		var stream bytes.Buffer
		if err := outputs.WriteLive(&stream, all, columns); err != nil {
			return err
		}
		j.keep(draws, stream.Bytes())
		s.jobs.trim()
		a := arrived{Draws: draws, Final: i == len(j.stages)-1}
		for area := range all[0].Summary.Areas {
			a.Notes = append(a.Notes, all[min(1, len(all)-1)].Summary.Notes(area))
		}
		for _, one := range all {
			a.Warnings = append(a.Warnings, one.Summary.Warnings)
		}
		to.send("result", a)
		if to.gone != nil {
			return to.gone
		}
	}
	if err := s.attribute(ctx, j, to); err != nil {
		return err
	}
	return s.drive(ctx, j, to)
}

// stage lives some draws of the base and of each scenario, which it compares
// with the base future by future.
func (s *Server) stage(ctx context.Context, j *job, draws int, told *progress) ([]outputs.Live, error) {
	base, err := s.live(ctx, j, j.base, draws, told)
	if err != nil {
		return nil, err
	}
	all := []outputs.Live{{Summary: base.summary}}
	for _, m := range j.models {
		one, err := s.live(ctx, j, m, draws, told)
		if err != nil {
			return nil, err
		}
		effect, err := effectOf(base, one)
		if err != nil {
			return nil, err
		}
		all = append(all, outputs.Live{Summary: one.summary, Effect: effect})
	}
	return all, nil
}

// effectOf compares a scenario with its base.
func effectOf(base, one *lived) (*outputs.Effect, error) {
	was, err := base.open()
	if err != nil {
		return nil, err
	}
	is, err := one.open()
	if err != nil {
		return nil, err
	}
	return outputs.EffectOf(was, is, base.summary, one.summary)
}

// live is a model that has lived some draws: it lives them, unless it has.
func (s *Server) live(ctx context.Context, j *job, m *sim.Model, draws int, told *progress) (*lived, error) {
	key := j.key(m, draws)
	if was := s.cache.get(key); was != nil {
		told.add(draws)
		return was, nil
	}
	about, _ := s.About(m)
	about.Draws = draws
	file := new(outputs.Memory)
	writer, err := outputs.NewWriter(file, about)
	if err != nil {
		return nil, err
	}
	size := s.blockOf(draws)
	if err := sim.RunBlocks(ctx, m, sim.Blocks{Draws: draws, Size: size}, s.Workers, told.count(draws, size, writer.Open)); err != nil {
		return nil, err
	}
	if err := writer.Close(); err != nil {
		return nil, err
	}
	one := &lived{file: file}
	figures, err := one.open()
	if err != nil {
		return nil, err
	}
	if one.summary, err = outputs.Summarise(figures, s.Threshold(m.Scenario, m.Local)); err != nil {
		return nil, err
	}
	one.summary.Warnings = append(one.summary.Warnings, writer.Warnings()...)
	s.cache.put(key, one)
	return one, nil
}

// blockOf is the draws of a block: several blocks for each worker, even of few
// draws.
func (s *Server) blockOf(draws int) int {
	const each = 4
	return max(1, min(sim.BlockDraws, draws/(each*max(1, s.Workers))))
}

// key is what the figures of so many draws of a model follow from: all of its
// scenario but its name and how many draws are wanted in the end, and which of
// the council's own figures it is laid on.
func (j *job) key(m *sim.Model, draws int) string {
	plain := *m.Scenario
	plain.Name, plain.Local, plain.Draws = "", "", draws
	return j.local + "\n" + string(plain.YAML())
}

// progress tells a reader how far a run is, a hundred times at most.
type progress struct {
	to                *stream
	done, total, said int
}

// add counts draws that are lived.
func (p *progress) add(draws int) {
	const times = 100
	p.done += draws
	if p.done-p.said >= p.total/times {
		p.said = p.done
		p.to.send("progress", moved{p.done, p.total})
	}
}

// count counts the draws whose blocks are closed.
func (p *progress) count(draws, size int, open func(int) (sim.Sink, error)) func(int) (sim.Sink, error) {
	return func(block int) (sim.Sink, error) {
		sink, err := open(block)
		if err != nil {
			return nil, err
		}
		return &counted{sink, p, min(draws-block*size, size)}, nil
	}
}

// counted is a sink whose Close is progress.
type counted struct {
	sim.Sink
	told  *progress
	draws int
}

// Close closes the sink.
func (c *counted) Close() error {
	err := c.Sink.Close()
	c.told.add(c.draws)
	if err == nil {
		err = c.told.to.gone
	}
	return err
}

// results answers with what so many draws of a run say, as an Arrow stream.
func (s *Server) results(w http.ResponseWriter, r *http.Request) {
	draws, err := strconv.Atoi(r.PathValue("draws"))
	j := s.jobs.of(r)
	if j == nil || err != nil || j.result(draws) == nil {
		http.Error(w, "no such results", http.StatusNotFound)
		return
	}
	w.Header().Set("Content-Type", "application/vnd.apache.arrow.stream")
	_, _ = w.Write(j.result(draws)) // a reader who is gone misses nothing
}
