package web

import (
	"context"
	"encoding/json"

	"sendsim/outputs"
	"sendsim/sim"
	"sendsim/sim/attribution"
)

// attributed is said when it is known what each lever of a scenario does.
type attributed struct {
	Scenario int               `json:"scenario"` // by its place in the list, 0 is the base
	Draws    int               `json:"draws"`
	How      string            `json:"how"`
	Steps    []json.RawMessage `json:"steps"` // by area
}

// What is lived to tell levers apart, beside the run: enough for a picture. For
// more there is sendsim compare.
const (
	mostAttributed = 1_000 // draws
	affordable     = 8_000 // futures
)

// attribute tells what each lever of each scenario does, once all is lived.
func (s *Server) attribute(ctx context.Context, j *job, to *stream) error {
	draws := j.stages[len(j.stages)-1]
	for _, n := range j.stages {
		if n <= mostAttributed {
			draws = n
		}
	}
	if draws > mostAttributed {
		return nil // a single stage of more
	}
	for i, m := range j.models {
		var told *attributed
		err := s.inTurn(ctx, to, func() (err error) {
			told, err = s.attributeOne(ctx, j, m, draws)
			return err
		})
		if err != nil {
			return err
		}
		if told != nil {
			told.Scenario = i + 1
			to.send("attribution", told)
		}
	}
	return nil
}

// attributeOne tells what each lever of a scenario does; nil where nothing
// differs, or where what was lived is not kept any more.
func (s *Server) attributeOne(ctx context.Context, j *job, m *sim.Model, draws int) (*attributed, error) {
	base := j.base
	players := attribution.PlayersOf(base, m, base.Scenario.Regime != m.Scenario.Regime)
	n := len(players.Names)
	from, to := s.cache.get(j.key(base, draws)), s.cache.get(j.key(m, draws))
	if n == 0 || n > attribution.Most || from == nil || to == nil {
		return nil, nil
	}
	was, is, err := ends(from, to)
	if err != nil {
		return nil, err
	}
	shares, err := attribution.Of(ctx, players, attribution.PlanFor(n, draws, affordable), outputs.Outcomes(), was, is,
		func(ctx context.Context, m *sim.Model, draws int, open func(int) (sim.Sink, error)) error {
			return sim.Run(ctx, m, draws, s.Workers, open)
		})
	if err != nil {
		return nil, err
	}
	all, err := outputs.AttributionOf(shares, &from.summary.About, was, is)
	if err != nil {
		return nil, err
	}
	told := &attributed{Draws: shares.Plan.Draws, How: all.How()}
	for area := range from.summary.Areas {
		steps, err := all.StepsJSON(area, from.summary.FirstYear)
		if err != nil {
			return nil, err
		}
		told.Steps = append(told.Steps, steps)
	}
	return told, nil
}

// ends are the outcomes that are attributed, of two runs.
func ends(from, to *lived) (was, is attribution.End, err error) {
	before, err := from.open()
	if err != nil {
		return nil, nil, err
	}
	after, err := to.open()
	if err != nil {
		return nil, nil, err
	}
	return outputs.EndOf(before), outputs.EndOf(after), nil
}
