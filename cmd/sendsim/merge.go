package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"sendsim/outputs"
	"sendsim/sim"
)

// newMerge brings the shards of a run together.
func newMerge() *cobra.Command {
	f := &runFlags{}
	cmd := &cobra.Command{
		Use:   "merge SHARD_DIR...",
		Short: "Bring the shards of a run or a sweep together, as one machine",
		Long: `Bring together the shards of a run, each made by sendsim run --shard i/n on a
machine of its own. The folder is that of the run on one machine, byte for byte.
Every shard must be there once, whole, and of the same run and version; what is
missing, doubled, cut short or another's is named, all at once, and nothing is
written then. So are the folders of sendsim sweep --shard i/n.`,
		Example: `  sendsim merge runs/plan-shard-*-of-16 --out runs/plan`,
		Args:    words(1, sim.MaxShards),
		RunE:    func(cmd *cobra.Command, args []string) error { return f.merge(cmd, args) },
	}
	flags := cmd.Flags()
	flags.StringVarP(&f.out, "out", "o", "", "the run's `FOLDER` (default runs/AUTHORITY-DATE-TIME)")
	flags.BoolVar(&f.force, "force", false, "replace the run in FOLDER; not for a sweep")
	flags.BoolVarP(&f.quiet, "quiet", "q", false, "nothing of what is useful next")
	flags.BoolVar(&f.json, "json", false, "print the table as JSON")
	return cmd
}

func (f *runFlags) merge(cmd *cobra.Command, names []string) error {
	if slices.ContainsFunc(names, isSweep) {
		if f.force {
			return use{errors.New("--force is for the shards of a run: a sweep is merged into a folder that is empty, or holds some of it")}
		}
		return mergeSweeps(cmd, &sweepFlags{out: f.out, json: f.json, quiet: f.quiet}, names)
	}
	shards, err := shardsIn(names)
	if err != nil {
		return err
	}
	first := shards[0]
	r, err := recipeFrom(&f.calibrations, first.name, first.folder, first.manifest)
	if err != nil {
		return fmt.Errorf("%s: %w", first.name, err)
	}
	r.shard, f.calibrations.opened = nil, nil
	target := f.folder("", r.model)
	folder, err := outputs.NewFolder(newDisk(cmd.ErrOrStderr()), target, f.force)
	if err != nil {
		return err
	}
	defer folder.Abandon() // does nothing once finished
	run, err := r.writeOf(cmd.Context(), folder, "", func(results *outputs.Results) error {
		for _, s := range shards {
			if err := cmd.Context().Err(); err != nil {
				return err
			}
			if err := results.Take(s.folder, s.manifest.Shard); err != nil {
				return fmt.Errorf("%s: %w", s.name, err)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	if err := folder.Finish(run.manifest); err != nil {
		return err
	}
	return f.print(cmd, &run, target)
}

// givenShard is a folder that was given to merge.
type givenShard struct {
	name     string
	folder   fs.FS
	manifest outputs.Manifest
}

// shardsIn opens folders that are the shards of one run, and puts them in their
// order. The error says all that keeps them from being it.
func shardsIn(names []string) ([]givenShard, error) {
	var all []givenShard
	var faults []error
	for _, name := range names {
		folder := os.DirFS(name)
		m, err := readManifest(folder, name)
		switch {
		case err != nil:
			faults = append(faults, err)
		case m.Shard == nil:
			faults = append(faults, fmt.Errorf("%s is a whole run, no shard", name))
		default:
			all = append(all, givenShard{name, folder, m})
		}
	}
	if len(all) == 0 {
		return nil, use{errors.Join(faults...)}
	}
	faults = append(faults, areOneRun(all)...)
	faults = append(faults, areThereOnce(all)...)
	for _, s := range all {
		if err := outputs.Kept(s.folder, slices.Concat(outputs.Copied(s.manifest.Inputs), s.manifest.Outputs)); err != nil {
			faults = append(faults, fmt.Errorf("%s: %w", s.name, err))
		}
	}
	if err := errors.Join(faults...); err != nil {
		return nil, use{err}
	}
	slices.SortFunc(all, func(a, b givenShard) int { return a.manifest.Shard.Number - b.manifest.Shard.Number })
	return all, nil
}

// areOneRun says which shards are not of the run of the first, and of this
// version of the program.
func areOneRun(all []givenShard) (faults []error) {
	of := all[0].design()
	for _, s := range all {
		if s.manifest.Version != Version {
			faults = append(faults, fmt.Errorf("%s was made by sendsim %s, and this is %s: make every shard, and merge them, with one version", s.name, s.manifest.Version, Version))
		} else if differ := outputs.ManifestsDiffer(of, s.design()); differ != "" {
			faults = append(faults, fmt.Errorf("%s is of another run than %s: its manifest %s", s.name, all[0].name, differ))
		}
		whole := outputs.ShardOf(s.manifest.Shard.Shard, s.manifest.Draws)
		if s.manifest.Shard.First != whole.First || s.manifest.Shard.Draws != whole.Draws {
			faults = append(faults, fmt.Errorf("%s: its draws are not those of shard %v of a run of %d", s.name, s.manifest.Shard, s.manifest.Draws))
		}
	}
	return faults
}

// design is what the manifests of the shards of a run have in common: all but
// which shard it is, and what of the run it holds.
func (s *givenShard) design() []byte {
	m := s.manifest
	m.Shard = nil
	m.Outputs = slices.DeleteFunc(slices.Clone(m.Outputs), func(d outputs.Digest) bool { return d.Name != outputs.ScenarioName })
	text, err := json.Marshal(m)
	if err != nil {
		panic("sendsim: a manifest that was read cannot be written: " + err.Error())
	}
	return text
}

// firstFew are the first of names, and how many more there are.
func firstFew(names []string, between string) string {
	const shown = 5
	few := strings.Join(names[:min(len(names), shown)], between)
	if more := len(names) - shown; more > 0 {
		few += fmt.Sprintf(" and %d more", more)
	}
	return few
}

// areThereOnce says which shards are missing, and which were given twice.
func areThereOnce(all []givenShard) (faults []error) {
	of, in := all[0].manifest.Shard.Of, map[int][]string{}
	for _, s := range all {
		if s.manifest.Shard.Of == of {
			in[s.manifest.Shard.Number] = append(in[s.manifest.Shard.Number], s.name)
		} else {
			faults = append(faults, fmt.Errorf("%s is shard %v, and %s one of %d", s.name, s.manifest.Shard, all[0].name, of))
		}
	}
	var missing []string
	for i := range of {
		switch names := in[i]; {
		case len(names) == 0:
			missing = append(missing, fmt.Sprintf("%d/%d", i, of))
		case len(names) > 1:
			faults = append(faults, fmt.Errorf("shard %d/%d is given %d times: %s", i, of, len(names), strings.Join(names, ", ")))
		}
	}
	if len(missing) > 0 {
		faults = append(faults, fmt.Errorf("%d of %d shards are missing: make them with --shard %s", len(missing), of, firstFew(missing, ", --shard ")))
	}
	return faults
}
