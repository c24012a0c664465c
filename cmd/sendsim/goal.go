package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"sendsim/calibration/local"
	"sendsim/internal/strict"
	"sendsim/outputs"
	"sendsim/sim"
	"sendsim/sim/finance"
	"sendsim/sim/goal"
	"sendsim/sim/levers"
)

// goalFlags are the flags of a scenario, and of the search.
type goalFlags struct {
	runFlags
	by, probability string
	budget          time.Duration
	evaluations     int
	keep            []string
	beyond          bool
}

// The search unless flags say otherwise.
const (
	usualEvaluations = 300
	searchDraws      = 2 * sim.BlockDraws
	freshDraws       = 8 * sim.BlockDraws
)

// newGoal looks for the least costly levels.
func newGoal() *cobra.Command {
	f := &goalFlags{}
	cmd := &cobra.Command{
		Use:   "goal SCENARIO.yaml",
		Short: "The least costly levels of a scenario's levers that reach balance",
		Long: `Look for the least costly levels of a scenario's levers for which the chance of
in-year balance in a year reaches a probability; or say that it was not
reached, and what can be: the least costly levels that the draws cannot tell
from the nearest. The levers' amounts are turned between nothing and what
the scenario has; a lever without an amount is there or not.

The search tries so many levels and no more; the same are tried for any number
of workers. The budget is a ceiling: if it ends the search, that is said. The
finalists are lived on fresh draws. Files that the scenario names are named in
the one written as they were: write it beside the first.`,
		Example: `  sendsim goal plan.yaml --by 2029-30 --probability 80%
  sendsim goal plan.yaml --by 2029-30 --keep "phase 1" --out cheaper.yaml`,
		Args: words(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd, args) },
	}
	f.scenarioFlags(cmd)
	flags := cmd.Flags()
	flags.StringVar(&f.by, "by", "", "the financial `YEAR` of balance, as 2029-30 (default the last of the scenario)")
	flags.StringVar(&f.probability, "probability", "80%", "the `CHANCE` of balance in that year")
	flags.DurationVar(&f.budget, "budget", usualBudget, "the most time for the search")
	flags.IntVar(&f.evaluations, "evaluations", usualEvaluations, "the most levels that are tried")
	flags.StringArrayVar(&f.keep, "keep", nil, "a lever, by its `NAME`, that stays as it is")
	flags.BoolVar(&f.beyond, "beyond", false, "amounts may go beyond the scenario's, as far as their card allows")
	flags.IntVarP(&f.workers, "workers", "w", runtime.NumCPU(), "workers; results are the same for any number")
	flags.StringVarP(&f.out, "out", "o", "", "write the scenario found to this `FILE`")
	flags.BoolVar(&f.force, "force", false, "replace FILE")
	flags.BoolVarP(&f.quiet, "quiet", "q", false, "no progress")
	flags.BoolVar(&f.json, "json", false, "print the levels as JSON")
	return cmd
}

func (f *goalFlags) run(cmd *cobra.Command, args []string) error {
	world, s, _, err := f.scenario(cmd, args)
	if err != nil {
		return err
	}
	name, chance, err := s.Name, 0.0, error(nil)
	if chance, err = f.asked(cmd, s); err != nil {
		return use{err}
	}
	short := *s
	short.Years = f.yearsTo(s)
	model, err := sim.NewModel(world, &short)
	if err != nil {
		return err
	}
	if of := model.Areas[len(model.Areas)-1]; of.NoMoney() != "" {
		return use{fmt.Errorf("%s: the goal is a balance of money, and of that of %s there are no figures: %s", args[0], of.Name, of.NoMoney())}
	}
	plan := goal.PlanOf(model, f.keep, f.beyond)
	if err := plan.Check(); err != nil {
		return use{err}
	}
	g, err := f.search(cmd, plan, chance)
	if err != nil {
		return err
	}
	about, _ := aboutRun(world.Library, model)
	g.Rows = about.Rows
	g.Basis = outputs.Basis{Sources: about.Sources, Warnings: about.Warnings}
	if f.json {
		err = g.JSON(cmd.OutOrStdout())
	} else {
		var b strings.Builder
		if err = g.Table(&b, widthOf(cmd.OutOrStdout())); err == nil {
			err = writeTable(cmd.OutOrStdout(), b.String())
		}
	}
	if err != nil || f.out == "" {
		return err
	}
	s.Name, s.Levers = name+", levels found", plan.At(g.Found.Levels)
	return f.write(cmd, s)
}

// asked reads the goal and says everything that is wrong with it.
func (f *goalFlags) asked(cmd *cobra.Command, s *sim.Scenario) (chance float64, err error) {
	var faults []error
	if chance, err = strict.Share.Parse(f.probability); err != nil || !(chance > 0 && chance < 1) {
		faults = append(faults, fmt.Errorf("--probability: %q is no chance; allowed: above 0%% and below 100%%, as 80%%", f.probability))
	}
	first, last := finance.FinancialYear(s.Start), finance.FinancialYear(s.Start+s.Years-1)
	if f.yearsTo(s) == 0 {
		faults = append(faults, fmt.Errorf("--by: %q is no financial year of the scenario; allowed: %s to %s", f.by, first, last))
	}
	if f.budget < 0 {
		faults = append(faults, fmt.Errorf("--budget: %v is below 0; allowed: a time as 60s or 5m", f.budget))
	}
	const fewest = 2
	if f.evaluations < fewest {
		faults = append(faults, fmt.Errorf("--evaluations: %d is out of range; allowed: %d or more", f.evaluations, fewest))
	}
	var names []string
	for _, l := range s.Levers {
		names = append(names, levers.NameOf(l))
	}
	for _, name := range f.keep {
		if !slices.Contains(names, name) {
			faults = append(faults, fmt.Errorf("--keep: %q names no lever of the scenario%s; allowed: %s", name, strict.Meant(name, names), strings.Join(names, ", ")))
		}
	}
	if _, err := os.Stat(f.out); f.out != "" && err == nil && !f.force {
		faults = append(faults, fmt.Errorf("--out: %s is there already; allowed: another name, or --force", f.out))
	}
	return chance, errors.Join(faults...)
}

// yearsTo is how many financial years there are to that of the goal; 0 where it
// is none of the scenario's.
func (f *goalFlags) yearsTo(s *sim.Scenario) int {
	if f.by == "" {
		return s.Years
	}
	for y := range s.Years {
		if finance.FinancialYear(s.Start+y) == f.by {
			return y + 1
		}
	}
	return 0
}

// search searches, and lives the finalists on fresh draws.
func (f *goalFlags) search(cmd *cobra.Command, plan *goal.Plan, chance float64) (*outputs.Goal, error) {
	ctx, begun := cmd.Context(), time.Now()
	g := &outputs.Goal{Plan: plan, Asked: chance, Draws: min(searchDraws, plan.Model.Scenario.Draws), Most: f.evaluations}
	g.Fresh = min(freshDraws, plan.Model.Scenario.Draws)
	bar := newProgress(cmd.ErrOrStderr(), f.evaluations*g.Draws, f.quiet)
	lives := func(ctx context.Context, m *sim.Model, draws int, open func(int) (sim.Sink, error)) error {
		return sim.Run(ctx, m, draws, f.workers, bar.countOf(draws, open))
	}
	live := func(levels []int, draws int, fresh bool) (*goal.Lived, error) {
		return plan.Live(ctx, plan.At(levels), draws, fresh, lives)
	}
	var err error
	g.Search, err = goal.Run(goal.Problem{Steps: plan.Steps(), Asked: chance, Of: func(levels []int) (goal.Score, error) {
		l, err := live(levels, g.Draws, false)
		if err != nil {
			return goal.Score{}, err
		}
		return l.Score(chance), nil
	}}, f.evaluations, func() bool { return time.Since(begun) > f.budget })
	bar.end()
	if err != nil {
		return nil, err
	}
	bar = newProgress(cmd.ErrOrStderr(), g.Fresh, true)
	for _, t := range g.Search.Finalists() {
		g.Finalist++
		if g.Lived, err = live(t.Levels, g.Fresh, true); err != nil {
			return nil, err
		}
		if g.Found = t; g.Lived.Score(chance).Chance >= chance {
			g.Reached = true
			break
		}
	}
	if g.Nothing, err = live(make([]int, len(plan.Levers)), g.Fresh, true); err != nil {
		return nil, err
	}
	if g.Whole, err = plan.Live(ctx, plan.Model.Scenario.Levers, g.Fresh, true, lives); err != nil || g.Reached {
		return g, err
	}
	g.Found = g.Search.Justified()
	if g.Lived, err = live(g.Found.Levels, g.Fresh, true); err == nil && !g.Nearer(g.Lived) {
		g.Found, g.Lived = g.Search.Tried[0], g.Nothing
	}
	return g, err
}

// write writes the scenario found.
func (f *goalFlags) write(cmd *cobra.Command, s *sim.Scenario) error {
	folder, file := filepath.Split(f.out)
	if err := writeFiles(cmd.ErrOrStderr(), filepath.Clean(folder), []local.Table{{Name: file, Text: s.YAML()}}, f.force); err != nil {
		return err
	}
	_, err := fmt.Fprintf(cmd.OutOrStdout(), "\nWritten to %s: the scenario with these levels\n", f.out)
	return err
}
