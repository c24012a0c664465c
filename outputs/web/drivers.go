package web

import (
	"context"

	"sendsim/outputs"
	"sendsim/sim"
	"sendsim/sim/attribution"
)

// driven is said when it is known what drives the range of a scenario.
type driven struct {
	Scenario int          `json:"scenario"` // by its place in the list, 0 is the base
	Draws    int          `json:"draws"`    // on which each driver was drawn anew
	Areas    []drivenArea `json:"areas"`
	Says     string       `json:"says,omitempty"` // why it is not told
}

// drivenArea is what drives the range of an area, the driver with the largest
// share first.
type drivenArea struct {
	Of      string   `json:"of"` // the figure
	Drivers []driver `json:"drivers"`
	Crossed string   `json:"crossed,omitempty"` // which of them read as making more alone than with others
}

type driver struct {
	Name  string  `json:"name"`
	Alone portion `json:"alone"`
	With  portion `json:"with_others"`
}

// portion is a share of a variance with its interval of 90 per cent. An
// estimate below 0, which chance may give, is 0.
type portion struct {
	Value float64 `json:"value"`
	Low   float64 `json:"low"`
	High  float64 `json:"high"`
}

// mostDriven is the most children with a plan, at the start, of whom the page
// tells what drives the range: each driver is drawn anew, so that it takes some
// three thousand futures.
const mostDriven = 30_000

// drive tells what drives the range of each scenario, once all is lived.
func (s *Server) drive(ctx context.Context, j *job, to *stream) error {
	for i, m := range j.models {
		if plansOf(m) > mostDriven {
			to.send("drivers", driven{Scenario: i + 1, Says: "Of so many children it takes longer than a page should: sendsim run --drivers tells what drives the range."})
			continue
		}
		err := s.inTurn(ctx, to, func() error {
			told, err := s.driveOne(ctx, m)
			if err == nil {
				told.Scenario = i + 1
				to.send("drivers", told)
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// driveOne tells what drives the range of a scenario: on as many of its draws
// as make one block, the fewest that are told of.
func (s *Server) driveOne(ctx context.Context, m *sim.Model) (told driven, err error) {
	drivers := m.Drivers()
	about, _ := s.About(m)
	n := attribution.RedrawsFor(len(drivers), m.Scenario.Draws, about.Rows, 0)
	redraws, err := attribution.Redraw(ctx, m, drivers, n, outputs.DriversFigures(),
		func(ctx context.Context, m *sim.Model, draws int, open func(int) (sim.Sink, error)) error {
			return sim.RunBlocks(ctx, m, sim.Blocks{Draws: draws, Size: s.blockOf(draws)}, s.Workers, open)
		})
	if err != nil {
		return told, err
	}
	told.Draws = n
	d := outputs.DriversOf(redraws, m, &about)
	for area := range about.Areas {
		all, of := d.Shown(area)
		one := drivenArea{Of: of, Drivers: []driver{}, Crossed: d.Crossed(area)}
		for _, x := range all {
			one.Drivers = append(one.Drivers, driver{x.Driver.String(), portionOf(x.First), portionOf(x.Total)})
		}
		told.Areas = append(told.Areas, one)
	}
	return told, nil
}

func portionOf(x attribution.Interval) portion {
	return portion{max(0, x.Value), max(0, x.Low), max(0, x.High)}
}
