package main

import (
	"context"
	"fmt"
	"io"
	"path"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"sendsim/outputs"
	"sendsim/sim"
	"sendsim/sim/attribution"
)

// driversName begins the names of the files of what drives a range.
const driversName = "drivers"

// driversFlag adds the flag that asks for what drives the range.
func driversFlag(cmd *cobra.Command, into *time.Duration) {
	cmd.Flags().DurationVar(into, driversName, 0, "tell what drives the range, in about the `TIME` of --drivers=TIME (60s if none is said): each group of what is uncertain is drawn anew with all else held")
	cmd.Flags().Lookup(driversName).NoOptDefVal = usualBudget.String()
}

// checkDrivers says what is wrong with the flag.
func checkDrivers(budget time.Duration) error {
	if budget < 0 {
		return use{fmt.Errorf("--%s: %v is below 0; allowed: a time as 60s or 5m", driversName, budget)}
	}
	return nil
}

// redrawing is how what drives the range of runs is told: within a budget, or
// as a manifest says.
type redrawing struct {
	budget time.Duration
	as     *outputs.Redrawn // nil: planned anew
}

// plan is on how many draws of these runs to redraw, at so many futures a
// second; nil where it is not asked for.
func (r redrawing) plan(models []*sim.Model, drivers []sim.Driver, rows int, speed float64) (*outputs.Redrawn, error) {
	draws := models[0].Scenario.Draws
	switch {
	case r.as != nil && (r.as.Draws < 1 || r.as.Draws > draws):
		return nil, fmt.Errorf("%s: drivers drawn anew on %d draws of a run of %d", outputs.ManifestName, r.as.Draws, draws)
	case r.as != nil:
		return r.as, nil
	case r.budget == 0:
		return nil, nil
	}
	afford := speed * r.budget.Seconds() / float64(len(models))
	return &outputs.Redrawn{Draws: attribution.RedrawsFor(len(drivers), draws, rows, afford), Budget: r.budget.String()}, nil
}

// driversOf are the drivers that any of the models has.
func driversOf(models []*sim.Model) []sim.Driver {
	var all []sim.Driver
	for _, m := range models {
		all = append(all, m.Drivers()...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// redraw lives the futures of a run with each driver drawn anew, and writes what
// drives its range.
func (run *made) redraw(ctx context.Context, m *sim.Model, drivers []sim.Driver, plan *outputs.Redrawn, folder *outputs.Folder, within string, workers int, progress io.Writer, quiet bool) error {
	bar := newProgress(progress, attribution.Lived(m, drivers, plan.Draws), quiet)
	redraws, err := attribution.Redraw(ctx, m, drivers, plan.Draws, outputs.DriversFigures(),
		func(ctx context.Context, m *sim.Model, draws int, open func(int) (sim.Sink, error)) error {
			return sim.Run(ctx, m, draws, workers, bar.countOf(draws, open))
		})
	bar.end()
	if err != nil {
		return err
	}
	run.redraws, run.drivers = redraws, outputs.DriversOf(redraws, m, &run.summary.About)
	run.manifest.Redrawn = plan
	if err := folder.Write(path.Join(within, outputs.DriversName), run.drivers.WriteArrow); err != nil {
		return err
	}
	for area := range run.drivers.Areas {
		name, chart := driversName, run.drivers.Chart(area)
		if len(run.drivers.Areas) > 1 {
			name += "-" + run.drivers.Areas[area].Code
		}
		if err := folder.Write(path.Join(within, name+".svg"), chart.WriteSVG); err != nil {
			return err
		}
		if err := folder.Write(path.Join(within, name+".png"), chart.WritePNG); err != nil {
			return err
		}
	}
	return ctx.Err() // stopped while the pictures were drawn
}
