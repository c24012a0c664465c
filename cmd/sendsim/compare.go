package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"sendsim/internal/strict"
	"sendsim/outputs"
	"sendsim/sim"
)

// compareFlags are the flags of a run, and for how long to attribute.
type compareFlags struct {
	runFlags
	budget time.Duration
}

// usualBudget is the time for attributions unless a flag says otherwise.
const usualBudget = time.Minute

// newCompare compares scenarios draw by draw.
func newCompare() *cobra.Command {
	f := &compareFlags{}
	cmd := &cobra.Command{
		Use:   "compare [BASE.yaml] SCENARIO.yaml...",
		Short: "Compare scenarios future by future: what each lever does",
		Long: `Run a base and scenarios on the same luck and compare them future by future:
the effect on plans and money with its range and the chance of its sign, the
chance of balance under each, what each lever does, and what each purse pays and
saves. One scenario alone is compared with itself without its levers; several
stand side by side, too, and each two of them are compared. Each is a file, or
the name of one that ships.

What each lever does is exact where that fits the budget; else orders of the
levers are sampled, as many as fit at the speed of this machine, and the error
is printed. The manifest records how it was done, and verify does it so again.`,
		Example: `  sendsim compare plan.yaml
  sendsim compare wiltshire-stable-2024 wiltshire-safety-valve-2024
  sendsim compare plan.yaml bolder.yaml --draws 2000
  sendsim compare as-now.yaml plan-a.yaml plan-b.yaml plan-c.yaml
  sendsim compare plan.yaml --budget 5m --out runs/plan-compared`,
		Args: words(1, mostCompared),
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd, args) },
	}
	f.scenarioFlags(cmd)
	f.madeFlags(cmd)
	cmd.Flags().DurationVar(&f.budget, "budget", usualBudget, "time for telling the levers apart, beside the runs themselves")
	return cmd
}

// mostCompared is the most scenarios of a comparison.
const mostCompared = 20

func (f *compareFlags) run(cmd *cobra.Command, args []string) error {
	if f.budget < 0 {
		return use{fmt.Errorf("--budget: %v is below 0; allowed: a time as 60s or 5m", f.budget)}
	}
	if err := checkDrivers(f.drivers); err != nil {
		return err
	}
	c, err := f.comparison(cmd, args)
	if err != nil {
		return err
	}
	f.calibrations.opened = nil
	readyToLive()
	target := f.folder("compare-", c.runs[0].model)
	folder, err := outputs.NewFolder(newDisk(cmd.ErrOrStderr()), target, f.force)
	if err != nil {
		return err
	}
	defer folder.Abandon() // does nothing once finished
	told, err := c.make(cmd.Context(), folder, f.workers, cmd.ErrOrStderr(), f.quiet)
	if err != nil {
		return err
	}
	return f.print(cmd, told, target)
}

// comparison reads the scenarios and lays them on their world.
func (f *compareFlags) comparison(cmd *cobra.Command, args []string) (*comparison, error) {
	c := &comparison{budget: f.budget}
	files := args
	if len(args) == 1 {
		files = []string{args[0], args[0]}
	}
	var worlds []*sim.World
	var all []*sim.Scenario
	var changed []outputs.Parameter
	var faults []error
	for i, file := range files {
		world, s, flags, err := f.scenario(cmd, []string{file})
		if err != nil {
			if !slices.ContainsFunc(faults, func(said error) bool { return said.Error() == err.Error() }) {
				faults = append(faults, err)
			}
			continue
		}
		if len(args) == 1 && i == 0 {
			s.Name, s.Levers = withoutLevers, nil
		}
		worlds, all, changed = append(worlds, world), append(all, s), flags
	}
	if err := errors.Join(faults...); err != nil {
		return nil, err
	}
	if err := onSameGround(files, all); err != nil {
		return nil, use{err}
	}
	for i, s := range all {
		model, err := sim.NewModel(worlds[i], s)
		if err != nil {
			return nil, err
		}
		if err := f.hasDeficit(cmd, model); err != nil {
			return nil, err
		}
		r := newRecipe(worlds[i], model)
		r.about.FullCounts = f.fullCounts
		r.redrawn.budget = f.drivers
		r.command, r.version, r.changed = append([]string{"sendsim", "compare"}, args...), Version, changed
		r.addScenarios(files[i : i+1])
		c.add(r)
	}
	return c, nil
}

// withoutLevers is the name of the base of one file alone.
const withoutLevers = outputs.WithoutLevers

// onSameGround refuses scenarios whose futures cannot be paired.
func onSameGround(files []string, all []*sim.Scenario) error {
	base := all[0]
	var faults []error
	for i, s := range all[1:] {
		differ := func(what string, was, is any) {
			if was, is := fmt.Sprint(was), fmt.Sprint(is); was != is {
				faults = append(faults, fmt.Errorf("%s: %s is %s, and in %s %s; what is compared must have it in common", files[i+1], what, orNone(is), files[0], orNone(was)))
			}
		}
		differ("authority", strings.Join(base.Areas, ","), strings.Join(s.Areas, ","))
		differ("start", strict.FormatCensus(base.Start), strict.FormatCensus(s.Start))
		differ("years", base.Years, s.Years)
		differ("draws", base.Draws, s.Draws)
		differ("seed", base.Seed, s.Seed)
		differ("calibrations", base.Calibrations, s.Calibrations)
		differ("local", base.Local, s.Local)
		differ("threshold", pounds(base), pounds(s))
	}
	if slices.ContainsFunc(all, func(s *sim.Scenario) bool { return s.Local != base.Local }) {
		faults = append(faults, errors.New("a council's own figures are another start, with no future in common: give them to all with --local, or run each and read their reports as levels"))
	}
	return errors.Join(faults...)
}

func orNone(s string) string {
	if s == "" {
		return "none"
	}
	return s
}

// pounds is the threshold of a scenario, as text.
func pounds(s *sim.Scenario) string {
	if s.Threshold == nil {
		return ""
	}
	return fmt.Sprint(*s.Threshold)
}

// print prints the tables and where the files are.
func (f *compareFlags) print(cmd *cobra.Command, told findings, target string) error {
	w := cmd.OutOrStdout()
	if f.json {
		return outputs.EffectsJSON(w, told.effects, told.alternatives)
	}
	for _, a := range told.alternatives {
		var b strings.Builder
		if err := a.Table(&b, widthOf(w)); err != nil {
			return err
		}
		if err := writeTable(w, b.String()+"\n"); err != nil {
			return err
		}
	}
	for i, e := range told.effects {
		for area := range e.Areas {
			var b strings.Builder
			if err := e.Table(&b, area, widthOf(w)); err != nil {
				return err
			}
			if told.worths != nil {
				b.WriteString("\n" + told.worths[i].drivers.Table(area, widthOf(w)) + "\n" + told.worths[i].Table(area, widthOf(w)))
			}
			if err := writeTable(w, b.String()+"\n"); err != nil {
				return err
			}
		}
	}
	names, err := namesIn(target)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "Written to %s:\n", target)
	for _, name := range names {
		fmt.Fprintf(w, "  %-24s %s\n", name, saysCompared(name))
	}
	if f.quiet {
		return nil
	}
	return writeNext(w, []next{reported(target), {[]string{"verify", target}, "make it again and compare every byte, next year too"}})
}

// saysCompared is what a file or folder of a comparison holds.
func saysCompared(name string) string {
	switch {
	case name == outputs.EffectsName:
		return "effects by year and column, chances, payback"
	case name == outputs.AttributionName:
		return "what each lever does, year by year"
	case name == outputs.WorthName:
		return "what it would be worth to know before choosing"
	case name == outputs.DifferencesName:
		return "the inputs that differ"
	case name == outputs.ManifestName:
		return "what made the comparison, and digests of its files"
	case strings.HasPrefix(name, waterfallName):
		return "what each lever does, drawn"
	default:
		return "folder of a run"
	}
}

// unique is a name for a folder that none of the others has.
func unique(name string, others []string) string {
	slug := strings.Trim(notPlain.ReplaceAllString(strings.ToLower(name), "-"), "-")
	if slug == "" {
		slug = "scenario"
	}
	own := slug
	for n := 2; slices.Contains(others, own); n++ {
		own = fmt.Sprintf("%s-%d", slug, n)
	}
	return own
}
