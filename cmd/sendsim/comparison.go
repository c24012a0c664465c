package main

import (
	"context"
	"fmt"
	"io"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"

	"sendsim/outputs"
	"sendsim/sim"
	"sendsim/sim/attribution"
)

// comparison is all that a comparison's folder is made of: the same comparison
// with the same plans makes the same bytes.
type comparison struct {
	runs    []*recipe // the base first
	names   []string
	folders []string            // within the comparison's
	plans   []*attribution.Plan // by run, as they were; none: planned anew
	budget  time.Duration
	budgets []string // as plans were made for
}

var notPlain = regexp.MustCompile(`[^a-z0-9]+`)

// waterfallName begins the names of the pictures of attributions.
const waterfallName = "waterfall"

// add adds a run; one of a name that another has is called as its folder is.
func (c *comparison) add(r *recipe) {
	name := r.model.Scenario.Name
	folder := unique(name, c.folders)
	if strings.HasPrefix(folder, waterfallName) { // not to be taken for a picture
		folder = unique("scenario-"+name, c.folders)
	}
	if slices.Contains(c.names, name) {
		name = folder
	}
	c.runs, c.names, c.folders = append(c.runs, r), append(c.names, name), append(c.folders, folder)
}

// findings is what a comparison tells of its runs together.
type findings struct {
	effects      []*outputs.Effect
	alternatives []*outputs.Alternatives // by area; none of one scenario alone
	worths       []worth                 // none where drivers were not asked for
}

// make writes all files of the comparison and gives the folder its name.
func (c *comparison) make(ctx context.Context, folder *outputs.Folder, workers int, progress io.Writer, quiet bool) (t findings, err error) {
	all, speed, err := c.runAll(ctx, folder, workers, progress, quiet)
	if err != nil {
		return t, err
	}
	whole := all[0].manifest
	whole.Compared = []outputs.Compared{{Folder: c.folders[0], Name: c.names[0]}}
	for i := 1; i < len(all); i++ {
		e, budget, err := c.effect(ctx, all, i, speed, workers, progress, quiet)
		if err != nil {
			return t, err
		}
		t.effects = append(t.effects, e)
		whole.Compared = append(whole.Compared, outputs.Compared{Folder: c.folders[i], Name: c.names[i], Plan: &e.Attribution.Plan, Budget: budget})
	}
	if t.alternatives, err = alternatives(t.effects, all[1:]); err != nil {
		return t, err
	}
	if t.worths, err = c.worths(all, folder); err != nil {
		return t, err
	}
	if err := c.write(folder, t.effects); err != nil {
		return t, err
	}
	if err := ctx.Err(); err != nil { // stopped while the pictures were drawn
		return t, err
	}
	return t, folder.Finish(whole)
}

// alternatives holds several scenarios against one another, in each area.
func alternatives(effects []*outputs.Effect, runs []made) (all []*outputs.Alternatives, err error) {
	if len(effects) < 2 {
		return nil, nil
	}
	var draws []*outputs.Draws
	for i := range runs {
		draws = append(draws, runs[i].draws)
	}
	for area := range effects[0].Areas {
		a, err := outputs.AlternativesOf(effects, draws, area)
		if err != nil {
			return nil, err
		}
		all = append(all, a)
	}
	return all, nil
}

// worth is what knowing would be worth before choosing a scenario, and what
// drives the range of that scenario.
type worth struct {
	*outputs.Worth
	drivers *outputs.Drivers
}

// worths is the worth for each scenario, where drivers were drawn anew, and
// writes it where there is money.
func (c *comparison) worths(all []made, folder *outputs.Folder) ([]worth, error) {
	if all[0].redraws == nil {
		return nil, nil
	}
	var worths []worth
	var files []*outputs.Worth
	for i := 1; i < len(all); i++ {
		w := outputs.WorthOf(all[0].redraws, all[i].redraws, c.runs[i].model, &all[i].summary.About)
		w.Name, w.BaseName = c.names[i], c.names[0]
		worths, files = append(worths, worth{w, all[i].drivers}), append(files, w)
	}
	if !slices.ContainsFunc(all[0].summary.Areas, func(a outputs.Area) bool { return a.NoMoney == "" }) {
		return worths, nil
	}
	return worths, folder.Write(outputs.WorthName, func(w io.Writer) error { return outputs.WriteWorths(w, files) })
}

// effect compares a run with the base and attributes what differs. budget is
// for which that was planned.
func (c *comparison) effect(ctx context.Context, all []made, i int, speed float64, workers int, progress io.Writer, quiet bool) (e *outputs.Effect, budget string, err error) {
	base, run := all[0], all[i]
	from, to := c.runs[0].model, c.runs[i].model
	if e, err = outputs.EffectOf(base.draws, run.draws, base.summary, run.summary); err != nil {
		return nil, "", err
	}
	e.Name, e.BaseName = c.names[i], c.names[0]
	e.Differences = differences(from.Scenario, to.Scenario)
	players := attribution.PlayersOf(from, to, moreThanLevers(from.Scenario, to.Scenario))
	n := len(players.Names)
	plan, budget, err := c.plan(i, n, speed)
	if err != nil {
		return nil, "", err
	}
	if takes := plan.Futures(n) / speed; c.plans == nil && !quiet && takes > c.budget.Seconds()/float64(len(all)-1) {
		fmt.Fprintf(progress, "%s: to tell %d levers apart takes about %.0f s at the least, more than the budget has.\n", c.names[i], n, takes)
	}
	bar := newProgress(progress, int(plan.Futures(n)), quiet)
	e.Attribution, err = attribute(ctx, players, plan, &base.summary.About, base.draws, run.draws, workers, bar)
	bar.end()
	return e, budget, err
}

// runAll writes the folders of the runs. speed is futures a second.
func (c *comparison) runAll(ctx context.Context, folder *outputs.Folder, workers int, progress io.Writer, quiet bool) (all []made, speed float64, err error) {
	var took time.Duration
	for i, r := range c.runs {
		run, err := r.write(ctx, folder, c.folders[i], workers, progress, quiet)
		if err != nil {
			return nil, 0, err
		}
		all, took = append(all, run), took+run.took
	}
	speed = float64(c.runs[0].model.Scenario.Draws*len(c.runs)) / took.Seconds()
	if err := c.redrawAll(ctx, all, folder, speed, workers, progress, quiet); err != nil {
		return nil, 0, err
	}
	for i := range all {
		if err := folder.Manifest(c.folders[i], all[i].manifest); err != nil {
			return nil, 0, err
		}
	}
	return all, speed, nil
}

// redrawAll tells what drives the range of each run, where that is asked for:
// of all on the same draws, so that they are paired.
func (c *comparison) redrawAll(ctx context.Context, all []made, folder *outputs.Folder, speed float64, workers int, progress io.Writer, quiet bool) error {
	var models []*sim.Model
	for _, r := range c.runs {
		models = append(models, r.model)
	}
	drivers := driversOf(models)
	plan, err := c.runs[0].redrawn.plan(models, drivers, c.runs[0].about.Rows, speed)
	if err != nil || plan == nil {
		return err
	}
	for i := range all {
		if err := all[i].redraw(ctx, models[i], drivers, plan, folder, c.folders[i], workers, progress, quiet); err != nil {
			return err
		}
	}
	return nil
}

// plan is the plan of a run's attribution: as it was, or within an equal part
// of the budget at the speed of the runs.
func (c *comparison) plan(i, players int, speed float64) (attribution.Plan, string, error) {
	draws := c.runs[0].model.Scenario.Draws
	if c.plans != nil {
		if c.plans[i] == nil {
			return attribution.Plan{}, "", fmt.Errorf("%s does not say how %s was attributed", outputs.ManifestName, c.names[i])
		}
		return *c.plans[i], c.budgets[i], c.plans[i].Check(players, draws)
	}
	if players > attribution.Most {
		return attribution.Plan{}, "", use{fmt.Errorf("%s: %d levers differ; allowed: up to %d", c.names[i], players, attribution.Most)}
	}
	afford := speed * c.budget.Seconds() / float64(len(c.runs)-1)
	return attribution.PlanFor(players, draws, afford), c.budget.String(), nil
}

// attribute tells what each lever does.
func attribute(ctx context.Context, p *attribution.Players, plan attribution.Plan, about *outputs.About, base, scenario *outputs.Draws, workers int, bar *progress) (*outputs.Attribution, error) {
	from, to := outputs.EndOf(base), outputs.EndOf(scenario)
	shares, err := attribution.Of(ctx, p, plan, outputs.Outcomes(), from, to,
		func(ctx context.Context, m *sim.Model, draws int, open func(int) (sim.Sink, error)) error {
			return sim.Run(ctx, m, draws, workers, bar.countOf(draws, open))
		})
	if err != nil {
		return nil, err
	}
	return outputs.AttributionOf(shares, about, from, to)
}

// write writes what says all runs together.
func (c *comparison) write(folder *outputs.Folder, effects []*outputs.Effect) error {
	if err := folder.Write(outputs.EffectsName, func(w io.Writer) error { return outputs.WriteEffects(w, effects) }); err != nil {
		return err
	}
	if err := folder.Write(outputs.AttributionName, func(w io.Writer) error { return outputs.WriteAttribution(w, effects) }); err != nil {
		return err
	}
	var b strings.Builder
	for i, e := range effects {
		fmt.Fprintf(&b, "%s against %s:\n", e.Name, e.BaseName)
		for _, d := range e.Differences {
			b.WriteString("  " + d + "\n")
		}
		if err := c.pictures(folder, e, c.folders[i+1]); err != nil {
			return err
		}
	}
	return folder.WriteBytes(outputs.DifferencesName, []byte(b.String()))
}

// pictures draws the attribution of each area, twice as SVG and PNG.
func (c *comparison) pictures(folder *outputs.Folder, e *outputs.Effect, scenario string) error {
	for area := range e.Areas {
		for _, of := range []struct{ name, column string }{{"deficit", outputs.ColCumulative}, {"plans", outputs.ColPlans}} {
			f := e.WaterfallOf(area, of.column)
			if f == nil {
				continue
			}
			name := waterfallName + "-" + of.name
			if len(c.runs) > 2 {
				name += "-" + scenario
			}
			if len(e.Areas) > 1 {
				name += "-" + e.Areas[area].Code
			}
			if err := folder.Write(path.Clean(name)+".svg", f.WriteSVG); err != nil {
				return err
			}
			if err := folder.Write(path.Clean(name)+".png", f.WritePNG); err != nil {
				return err
			}
		}
	}
	return nil
}
