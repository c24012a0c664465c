package main

import (
	"context"
	"io"
	"io/fs"
	"os"
	"path"
	"time"

	"sendsim/outputs"
	"sendsim/sim"
	"sendsim/sim/attribution"
	"sendsim/sim/peers"
)

// recipe is all that a run's folder is made of: the same recipe makes the same
// bytes.
type recipe struct {
	model   *sim.Model
	about   outputs.About
	pasts   []outputs.Past
	copies  []input // of what was read and does not ship
	command []string
	version string
	changed []outputs.Parameter
	redrawn redrawing
	shard   *sim.Shard // of the draws; nil: all are lived
	digest  string     // of the model and the calibrations, where all authorities are run
}

// input is a file that was read and does not ship. Its copy stands in the
// run's folder under name, so that the run can be made again from there.
type input struct {
	name string // below outputs.InputsName
	from fs.FS
	path string // in from
}

// The kinds of inputs, which are folders of outputs.InputsName.
const (
	scenarioInputs    = "scenario"     // as it was given, comments and all
	calibrationInputs = "calibrations" // that the run rests on
	localInputs       = "local"        // a council's own figures
)

// newRecipe is the recipe of a model. The model's scenario then names the
// copies of what it rests on, as seen from the run's folder.
func newRecipe(world *sim.World, m *sim.Model) *recipe {
	r := &recipe{model: m}
	r.about, r.pasts = aboutRun(world.Library, m)
	if names := world.Library.Files(outputs.AuthoritiesOf(m)); len(names) > 0 {
		r.add(calibrationInputs, os.DirFS(m.Scenario.Calibrations), names)
		m.Scenario.Calibrations = path.Join(outputs.InputsName, calibrationInputs)
	}
	m.Scenario.Local = "" // unless a figure of it differs, the run rests on nothing local
	if m.Scenario.Everyone() {
		digest, err := peers.Digest(world)
		if err != nil { // a world without the dozen has no digest
			digest = ""
		}
		r.digest = digest
	}
	if m.Local != nil {
		r.add(localInputs, m.Local.From, m.Local.Files)
		m.Scenario.Local = path.Join(outputs.InputsName, localInputs, m.Local.Files[0])
	}
	return r
}

// add adds copies of files, one kind of input.
func (r *recipe) add(kind string, from fs.FS, names []string) {
	for _, name := range names {
		r.copies = append(r.copies, input{path.Join(kind, name), from, name})
	}
}

// addScenarios adds copies of the files of scenarios.
func (r *recipe) addScenarios(files []string) {
	for _, file := range files {
		from, name := scenarioFile(file)
		r.add(scenarioInputs, from, []string{name})
	}
}

// made is a run whose files are written.
type made struct {
	summary   *outputs.Summary
	standings *outputs.Standings // of a run of all authorities, which has nothing else
	draws     *outputs.Draws     // until the folder is finished
	manifest  outputs.Manifest
	took      time.Duration // to live the futures
	redraws   *attribution.Redraws
	drivers   *outputs.Drivers // nil: it is not told what drives the range
}

// make writes all files of the run and gives the folder its name. How far it
// is, it tells progress, unless quiet.
func (r *recipe) make(ctx context.Context, folder *outputs.Folder, workers int, progress io.Writer, quiet bool) (*made, error) {
	if r.shard != nil {
		return r.makeShard(ctx, folder, workers, progress, quiet)
	}
	if r.model.Scenario.Everyone() {
		return r.makeStandings(ctx, folder, workers, progress, quiet)
	}
	run, err := r.write(ctx, folder, "", workers, progress, quiet)
	if err != nil {
		return nil, err
	}
	models := []*sim.Model{r.model}
	drivers := driversOf(models)
	plan, err := r.redrawn.plan(models, drivers, r.about.Rows, float64(r.model.Scenario.Draws)/run.took.Seconds())
	if err == nil && plan != nil {
		err = run.redraw(ctx, r.model, drivers, plan, folder, "", workers, progress, quiet)
	}
	if err != nil {
		return nil, err
	}
	return &run, folder.Finish(run.manifest)
}

// write writes all files of the run but its manifest, in a folder within the
// folder; "" is the folder itself.
func (r *recipe) write(ctx context.Context, folder *outputs.Folder, within string, workers int, progress io.Writer, quiet bool) (made, error) {
	return r.writeOf(ctx, folder, within, func(results *outputs.Results) error {
		draws := r.model.Scenario.Draws
		bar := newProgress(progress, draws, quiet)
		defer bar.end()
		return sim.Run(ctx, r.model, draws, workers, bar.count(results.Open))
	})
}

// writeOf is write of draws that come from wherever fill has them.
func (r *recipe) writeOf(ctx context.Context, folder *outputs.Folder, within string, fill func(*outputs.Results) error) (run made, err error) {
	results, err := r.begin(folder, within)
	if err != nil {
		return run, err
	}
	begun := time.Now()
	if err := fill(results); err != nil {
		return run, err
	}
	run.took = time.Since(begun)
	if run.summary, err = results.Close(threshold(r.model.Scenario, r.model.Local), r.pasts...); err != nil {
		return run, err
	}
	if err := ctx.Err(); err != nil { // stopped while the results were drawn
		return run, err
	}
	run.draws = results.Draws()
	run.manifest, err = r.end(folder, within, run.summary)
	return run, err
}

// begin copies the inputs and begins the results.
func (r *recipe) begin(folder *outputs.Folder, within string) (*outputs.Results, error) {
	for _, in := range r.copies {
		if err := in.copy(folder, within); err != nil {
			return nil, err
		}
	}
	return outputs.NewResults(folder, within, r.about)
}

// end writes the scenario and begins the manifest.
func (r *recipe) end(folder *outputs.Folder, within string, summary *outputs.Summary) (m outputs.Manifest, err error) {
	s := r.model.Scenario
	if err := folder.WriteBytes(path.Join(within, outputs.ScenarioName), s.YAML()); err != nil {
		return m, err
	}
	m = outputs.ManifestOf(summary)
	m.Command, m.Version, m.Seed = r.command, r.version, s.Seed
	m.Parameters = append(r.changed, councils(r.model.Local)...)
	if s.Calibrations == "" || isAsKnown(s.Calibrations) {
		m.Inputs, err = outputs.ShippedInputs()
	}
	return m, err
}

// copy puts the input into the run's folder, which lies within the folder.
func (in input) copy(folder *outputs.Folder, within string) error {
	from, err := in.from.Open(in.path)
	if err != nil {
		return err
	}
	defer from.Close()
	return folder.Write(path.Join(within, outputs.InputsName, in.name), func(w io.Writer) error {
		_, err := io.Copy(w, from)
		return err
	})
}
