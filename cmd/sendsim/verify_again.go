package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"sendsim/outputs"
	"sendsim/sim"
	"sendsim/sim/attribution"
)

// makeAgain makes the run, or the comparison, again on a disk that keeps
// nothing.
func (f *verifyFlags) makeAgain(cmd *cobra.Command, name string, folder fs.FS, m outputs.Manifest) (*scratch, error) {
	make, err := recipeOf(name, folder, m)
	if err != nil {
		return nil, err
	}
	disk := &scratch{}
	again, err := outputs.NewFolder(disk, "", false)
	if err != nil {
		return nil, err
	}
	err = make(cmd.Context(), again, f.workers, cmd.ErrOrStderr(), f.quiet)
	return disk, errors.Join(err, again.Abandon())
}

// making makes a folder again.
type making func(ctx context.Context, folder *outputs.Folder, workers int, progress io.Writer, quiet bool) error

// recipeOf is how the folder of a run or of a comparison is made again.
func recipeOf(name string, folder fs.FS, m outputs.Manifest) (making, error) {
	if len(m.Compared) > 0 {
		c, err := comparisonOf(name, folder, m)
		return func(ctx context.Context, folder *outputs.Folder, workers int, progress io.Writer, quiet bool) error {
			_, err := c.make(ctx, folder, workers, progress, quiet)
			return err
		}, err
	}
	r, err := runOf(name, folder, m)
	return func(ctx context.Context, folder *outputs.Folder, workers int, progress io.Writer, quiet bool) error {
		_, err := r.make(ctx, folder, workers, progress, quiet)
		return err
	}, err
}

// comparisonOf is the comparison that a folder holds, to be attributed as it
// was.
func comparisonOf(name string, folder fs.FS, m outputs.Manifest) (*comparison, error) {
	c := &comparison{plans: make([]*attribution.Plan, 0, len(m.Compared))}
	for _, of := range m.Compared {
		if !filepath.IsLocal(of.Folder) {
			return nil, fmt.Errorf("%s: %q is not a folder within", outputs.ManifestName, of.Folder)
		}
		within, err := fs.Sub(folder, of.Folder)
		if err != nil {
			return nil, err
		}
		one, err := readManifest(within, filepath.Join(name, of.Folder))
		if err != nil {
			return nil, err
		}
		r, err := runOf(filepath.Join(name, of.Folder), within, one)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", of.Folder, err)
		}
		c.add(r)
		c.plans, c.budgets = append(c.plans, of.Plan), append(c.budgets, of.Budget)
	}
	return c, nil
}

// runOf is the recipe of the run that a folder holds.
func runOf(name string, folder fs.FS, m outputs.Manifest) (*recipe, error) {
	if err := unchanged(folder, m); err != nil {
		return nil, err
	}
	return recipeFrom(&calibrationFlags{}, name, folder, m)
}

// recipeFrom is that recipe where the folder is known to be as it was; c keeps
// what it opens.
func recipeFrom(c *calibrationFlags, name string, folder fs.FS, m outputs.Manifest) (*recipe, error) {
	c.allowInvalid = slices.ContainsFunc(m.Parameters, func(p outputs.Parameter) bool {
		return p.Key == allowInvalidFlag && p.Value == "true"
	})
	world, s, err := c.load(filepath.Join(name, outputs.ScenarioName))
	if err != nil {
		return nil, err
	}
	model, err := sim.NewModel(world, s)
	if err != nil {
		return nil, err
	}
	r := newRecipe(world, model)
	r.command, r.version, r.about.FullCounts = m.Command, m.Version, m.FullCounts
	r.redrawn.as = m.Redrawn
	if m.Shard != nil {
		r.shard = &m.Shard.Shard
	}
	for _, p := range m.Parameters {
		if p.From == outputs.ByFlag {
			r.changed = append(r.changed, p)
		}
	}
	scenarios := path.Join(outputs.InputsName, scenarioInputs) + "/"
	for _, in := range outputs.Copied(m.Inputs) {
		if strings.HasPrefix(in.Name, scenarios) {
			r.copies = append(r.copies, input{strings.TrimPrefix(in.Name, outputs.InputsName+"/"), folder, in.Name})
		}
	}
	return r, nil
}

// unchanged refuses what the run is to be made of where it is not what the
// manifest says: each file by its digest.
func unchanged(folder fs.FS, m outputs.Manifest) error {
	of := outputs.Copied(m.Inputs)
	if i := slices.IndexFunc(m.Outputs, func(d outputs.Digest) bool { return d.Name == outputs.ScenarioName }); i >= 0 {
		of = append(of, m.Outputs[i])
	}
	return outputs.Kept(folder, of)
}
