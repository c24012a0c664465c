package steptest

import (
	"slices"
	"testing"

	"sendsim/cohorts"
)

func (o own) happensInItsTerms(t *testing.T) {
	scratch := cohorts.NewScratch()
	_, _, flows := owned(o.acting()...)
	_, _, all := fields()
	flows = append(flows, tidy()...)
	for _, in := range always {
		w := o.alone(crowd(in))
		happened := 0
		for draw := range draws(16) {
			s, f := live(scratch, w, draw)
			for _, flow := range o.flows {
				happened += counted(&f, flow)
			}
			for _, flow := range all {
				if n := counted(&f, flow); n > 0 && !slices.Contains(flows, flow) {
					t.Errorf("%v: %s is %d and belongs to another step", in, flow, n)
				}
			}
			silent, g := live(scratch, World{Silent(w.P), w.F, w.S}, draw)
			if !slices.Contains(o.in, in) && (s != silent || f != g) {
				t.Errorf("it happens in the %v", in)
			}
		}
		if slices.Contains(o.in, in) && happened == 0 {
			t.Errorf("it does not happen in the %v", in)
		}
	}
}

func (o own) restsAtZero(t *testing.T) {
	scratch := cohorts.NewScratch()
	_, _, all := fields()
	var others []string
	for _, p := range owns {
		if p.step != o.step {
			others = append(others, p.flows...)
		}
	}
	for _, in := range always {
		w := PlainIn(in, 1)
		for a, n := range w.S.Requested { // what is requested is decided at any rate
			w.S.Requested[a], w.S.Support[a] = 0, w.S.Support[a]+n
		}
		silent := ample(World{Silent(w.P), w.F, w.S})
		want := w.S
		if in == cohorts.Autumn {
			want, _, _ = Older(w.S)
			leave(want)
		}
		for a, n := range want.Assessing[0] {
			want.Assessing[0][a], want.Assessing[1][a] = 0, want.Assessing[1][a]+n
		}
		for draw := range draws(8) {
			after, f := live(scratch, silent, draw)
			if d := differences(want, &after); len(d) > 0 {
				t.Errorf("%v: where all rates are 0, %v", in, d[0])
			}
			for _, flow := range o.flows {
				if n := counted(&f, flow); n > 0 && !slices.Contains(tidy(), flow) {
					t.Errorf("%v: where all rates are 0, %s is %d", in, flow, n)
				}
			}
			if len(o.rates) == 0 {
				continue
			}
			_, f = live(scratch, World{Without(w.P, o.step), w.F, w.S}, draw)
			for _, flow := range all {
				n := counted(&f, flow)
				if n > 0 && slices.Contains(o.flows, flow) && !slices.Contains(others, flow) && !slices.Contains(o.tidy, flow) {
					t.Errorf("%v: at its rates of 0, %s is %d", in, flow, n)
				}
			}
		}
	}
}

// tidy are the flows that are counted although nothing is left to chance.
func tidy() (flows []string) {
	for _, o := range owns {
		flows = append(flows, o.tidy...)
	}
	return flows
}

// leave takes those who must leave their setting at a border, and have no
// wish, to where nobody is placed.
func leave(s *cohorts.State) {
	var must []cohorts.Cell
	s.EachCell(func(c cohorts.Cell, _ int32) {
		_, border := cohorts.BorderOf(c.Age, c.Setting)
		late := c.Setting == cohorts.EarlyYearsSetting && c.Age == 5
		if border && (late || !c.Setting.Admits(c.Age)) {
			must = append(must, c)
		}
	})
	for _, c := range must {
		n := s.Cell(c)
		s.Put(c, -n)
		c.Setting = cohorts.NotPlaced
		s.Put(c, n)
	}
}
