package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"sendsim/internal/strict"
	"sendsim/outputs"
	"sendsim/sim"
	"sendsim/sim/finance"
)

// runFlags are the flags that change a scenario, and those of a run alone.
type runFlags struct {
	authority, regime, threshold string
	ratesOf                      string
	draws, years, workers        int
	seed                         uint64
	calibrations                 calibrationFlags
	out                          string
	force, quiet, json           bool
	drivers                      time.Duration
	fullCounts                   bool
	everyone                     bool // authority: all may be asked for
	shard                        string
}

// scenarioFlags adds the flags that change a scenario.
func (f *runFlags) scenarioFlags(cmd *cobra.Command) {
	f.lawFlags(cmd)
	d := sim.Default()
	flags := cmd.Flags()
	flags.IntVarP(&f.draws, "draws", "n", d.Draws, "futures")
	flags.IntVarP(&f.years, "years", "y", d.Years, "financial years")
	flags.Uint64Var(&f.seed, "seed", d.Seed, "seed of all luck")
	flags.StringVar(&f.ratesOf, "with-rates-of", "", "lay the children, places and money on the rates of another authority, by `NAME` or code")
	flags.BoolVar(&f.fullCounts, "full-counts", false, "show counts of real children below 5 too: not for publication")
	f.calibrations.add(cmd)
	flags.StringVar(&f.calibrations.local, localFlag, "", "`FILE` of the council's own figures; see sendsim local")
}

// lawFlags adds the flags that say for whom and under which law.
func (f *runFlags) lawFlags(cmd *cobra.Command) {
	d := sim.Default()
	flags := cmd.Flags()
	also := ""
	if f.everyone {
		also = "; all"
	}
	flags.StringVarP(&f.authority, "authority", "a", "", "`NAME` or code; a,b; region:NAME; england"+also+" (default "+strings.Join(d.Areas, ",")+")")
	flags.StringVar(&f.regime, "regime", d.Regime, "law and funding, by name; see sendsim regimes")
}

// madeFlags adds the flags that say what is made of a run.
func (f *runFlags) madeFlags(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&f.threshold, "threshold", "", "cumulative deficit whose chance is printed: an `AMOUNT` such as 20m (default a quarter of that year's high needs block)")
	flags.IntVarP(&f.workers, "workers", "w", runtime.NumCPU(), "workers; results are the same for any number")
	flags.StringVarP(&f.out, "out", "o", "", "the run's `FOLDER` (default runs/AUTHORITY-DATE-TIME)")
	flags.BoolVar(&f.force, "force", false, "replace the run in FOLDER")
	flags.BoolVarP(&f.quiet, "quiet", "q", false, "no progress, and nothing of what is useful next")
	driversFlag(cmd, &f.drivers)
	flags.BoolVar(&f.json, "json", false, "print the table as JSON")
}

// newRun is the main job.
func newRun() *cobra.Command {
	f := &runFlags{everyone: true}
	cmd := &cobra.Command{
		Use:   "run [SCENARIO.yaml]",
		Short: "Run a scenario: plans, spend, grant and deficit with their ranges",
		Long: `Run a scenario and write its folder: deficit.arrow (every draw), summary.arrow,
cells.arrow, the charts, the scenario as resolved and a manifest. A scenario is
a file, or the name of one that ships (sendsim scenarios lists them). Without
one it runs the shipped default. Flags beat the file; the manifest records them.
With --authority all every authority is run by itself, and how they stand to one
another is written (standings.arrow) and printed.`,
		Example: `  sendsim run
  sendsim run stockton-dbv-2024
  sendsim run --authority kent --draws 2000
  sendsim run plan.yaml --drivers=30s
  sendsim run --authority leeds,bradford --threshold 100m
  sendsim run --authority kent --calibrations calibrations
  sendsim run --authority all --draws 200
  sendsim run plan.yaml --out runs/plan
  sendsim run plan.yaml --shard 3/16`,
		Args: words(0, 1),
		RunE: func(cmd *cobra.Command, args []string) error { return run(cmd, f, args) },
	}
	f.scenarioFlags(cmd)
	f.madeFlags(cmd)
	shardFlag(cmd, &f.shard)
	return cmd
}

func run(cmd *cobra.Command, f *runFlags, args []string) error {
	if err := checkDrivers(f.drivers); err != nil {
		return err
	}
	world, s, changed, err := f.scenario(cmd, args)
	if err != nil {
		return err
	}
	model, err := sim.NewModel(world, s)
	if err != nil {
		return err
	}
	if err := f.hasDeficit(cmd, model); err != nil {
		return err
	}
	asked := *s // newRecipe has the scenario name the copies of its inputs
	made := newRecipe(world, model)
	made.about.FullCounts = f.fullCounts
	made.redrawn.budget = f.drivers
	if world.Local != nil && model.Local == nil {
		fmt.Fprintln(cmd.ErrOrStderr(), "Of the council's figures none differs from the published ones: the run is as without them.")
	}
	world, f.calibrations.opened = nil, nil
	readyToLive()
	if s.Everyone() && f.drivers > 0 {
		return use{errors.New("--drivers is for an authority or a sum, not for authority: all")}
	}
	if made.shard, err = f.shardOf(s); err != nil {
		return err
	}
	made.command, made.version, made.changed = append([]string{"sendsim", "run"}, args...), Version, changed
	made.addScenarios(args)
	target := f.folder("", model)
	if made.shard != nil && f.out == "" {
		target = shardFolder(model, *made.shard)
	}
	folder, err := outputs.NewFolder(newDisk(cmd.ErrOrStderr()), target, f.force)
	if err != nil {
		return err
	}
	defer folder.Abandon() // does nothing once finished
	run, err := made.make(cmd.Context(), folder, f.workers, cmd.ErrOrStderr(), f.quiet)
	if err != nil {
		return err
	}
	if made.shard != nil {
		s := run.manifest.Shard
		lived := livedShard{Shard: s.String(), First: &s.First, Draws: s.Draws, Folder: target}
		return lived.print(cmd.OutOrStdout(), f.json, f.quiet)
	}
	if err := f.print(cmd, run, target); err != nil || f.quiet || f.json || run.standings != nil {
		return err
	}
	return writeNext(cmd.OutOrStdout(), afterRun(cmd, args, &asked, target))
}

// print prints the tables and where the files are.
func (f *runFlags) print(cmd *cobra.Command, run *made, folder string) error {
	w := cmd.OutOrStdout()
	if run.standings != nil {
		return f.printStandings(cmd, run, folder)
	}
	if f.json {
		return run.summary.TableJSON(w)
	}
	for area := range run.summary.Areas {
		var b strings.Builder
		if err := run.summary.Table(&b, area, widthOf(w)); err != nil {
			return err
		}
		if run.drivers != nil {
			b.WriteString("\n" + run.drivers.Table(area, widthOf(w)))
		}
		if err := writeTable(w, b.String()+"\n"); err != nil {
			return err
		}
	}
	names, err := namesIn(folder)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "Written to %s:\n", folder)
	for _, name := range names {
		fmt.Fprintf(w, "  %-22s %s\n", name, says(name))
	}
	return nil
}

// says is what a file of a run's folder holds.
func says(name string) string {
	switch base, _, _ := strings.Cut(strings.TrimSuffix(name, filepath.Ext(name)), "-"); base {
	case "deficit":
		if strings.HasSuffix(name, ".arrow") {
			return "every draw: a row per authority, draw and year"
		}
		return "fan chart of the cumulative deficit"
	case "plans":
		return "fan chart of EHC plans"
	case "summary":
		return "quantiles, means and their errors, by year and column"
	case "cells":
		return "plans by age, need and setting at each January census"
	case "scenario":
		return "the scenario as resolved"
	case driversName:
		if strings.HasSuffix(name, ".arrow") {
			return "what drives the range: shares of the variance"
		}
		return "what drives the range, drawn"
	case outputs.InputsName:
		return "copies of what the run read that does not ship"
	default:
		return "what made the run, and digests of its files"
	}
}

// scenario reads the scenario, if there is a file, and lays the flags on it.
func (f *runFlags) scenario(cmd *cobra.Command, args []string) (*sim.World, *sim.Scenario, []outputs.Parameter, error) {
	world, s, err := f.calibrations.scenario(args)
	if err != nil {
		return nil, nil, nil, err
	}
	var changed []outputs.Parameter
	set := func(name, value string, do func()) {
		if cmd.Flags().Changed(name) {
			do()
			changed = append(changed, outputs.Parameter{Key: name, Value: value, From: outputs.ByFlag})
		}
	}
	var wrong error
	set(calibrationsFlag, f.calibrations.folder, func() {})
	set(allowInvalidFlag, fmt.Sprint(f.calibrations.allowInvalid), func() {})
	set("authority", f.authority, func() { s.Areas = sim.ParseAreas(f.authority, world.Known()) })
	set("with-rates-of", f.ratesOf, func() { s.RatesOf = f.ratesOf })
	if s.Everyone() && len(args) == 0 {
		s.Draws = usualEveryoneDraws
	}
	set("draws", fmt.Sprint(f.draws), func() { s.Draws = f.draws })
	set("years", fmt.Sprint(f.years), func() { s.Years = f.years })
	set("seed", fmt.Sprint(f.seed), func() { s.Seed = f.seed })
	set("regime", f.regime, func() { s.Regime = f.regime })
	set(localFlag, f.calibrations.local, func() {})
	set("threshold", f.threshold, func() {
		pounds, err := strict.Pounds.Parse(f.threshold)
		if err != nil {
			wrong = fmt.Errorf("--threshold: %q %w; allowed: pounds as 350000, 350k or 20m", f.threshold, err)
		}
		p := finance.Round(pounds)
		s.Threshold = &p
	})
	if f.workers < 1 && cmd.Flags().Lookup("workers") != nil {
		wrong = errors.Join(wrong, fmt.Errorf("--workers %d is out of range; allowed: 1 or more", f.workers))
	}
	if s.Everyone() && !f.everyone {
		wrong = errors.Join(wrong, errEveryone)
	}
	if err := errors.Join(wrong, s.Check(world.Known())); err != nil {
		return nil, nil, nil, use{err}
	}
	return world, s, changed, nil
}

// hasDeficit refuses a threshold for a run without money: there is no deficit of
// which a chance could be told.
func (f *runFlags) hasDeficit(cmd *cobra.Command, m *sim.Model) error {
	if of := &m.Areas[len(m.Areas)-1]; cmd.Flags().Changed("threshold") && of.NoMoney() != "" {
		return use{fmt.Errorf("--threshold: there is no deficit of %s to hold against it: %s", of.Name, of.NoMoney())}
	}
	return nil
}

// threshold is the cumulative deficit whose chance is asked for: that of the
// scenario, else the reserves that the council gave.
func threshold(s *sim.Scenario, l *sim.Local) outputs.Threshold {
	switch reserves := l.Reserves(); {
	case s.Threshold != nil:
		return outputs.Threshold{Pounds: float64(*s.Threshold)}
	case reserves != nil:
		return outputs.Threshold{Pounds: float64(*reserves), Says: "the council's usable reserves"}
	default:
		return outputs.DefaultThreshold
	}
}
