package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"

	"github.com/spf13/cobra"

	"sendsim/outputs"
	"sendsim/sim"
)

// shardFlag adds the flag of an array job's task.
func shardFlag(cmd *cobra.Command, into *string) {
	cmd.Flags().StringVar(into, "shard", "", "live the part `i/n` of it alone, 0/16 to 15/16, on this machine; sendsim merge brings the parts together")
}

// shardOf is the shard that the flag asks for; nil: there is no flag.
func (f *runFlags) shardOf(s *sim.Scenario) (*sim.Shard, error) {
	if f.shard == "" {
		return nil, nil
	}
	var faults []error
	shard, err := sim.ParseShard(f.shard)
	if err != nil {
		faults = append(faults, fmt.Errorf("--shard: %w", err))
	}
	if f.drivers > 0 {
		faults = append(faults, errors.New("--drivers draws all futures anew: it is for a run on one machine, without --shard"))
	}
	if s.Everyone() {
		faults = append(faults, errors.New("--shard is for an authority or a sum, not for authority: all; for many authorities there is sendsim sweep"))
	}
	if err := errors.Join(faults...); err != nil {
		return nil, use{err}
	}
	return &shard, nil
}

// shardFolder is where a shard is written unless a flag says where: no clock is
// in it, so that a task that is given again finds what it left.
func shardFolder(m *sim.Model, s sim.Shard) string {
	name := m.Areas[len(m.Areas)-1].Key
	return filepath.Join("runs", fmt.Sprintf("%s-shard-%d-of-%d", name, s.Number, s.Of))
}

// makeShard writes the folder of a shard.
func (r *recipe) makeShard(ctx context.Context, folder *outputs.Folder, workers int, progress io.Writer, quiet bool) (*made, error) {
	shard := outputs.ShardOf(*r.shard, r.model.Scenario.Draws)
	results, err := r.begin(folder, "")
	if err != nil {
		return nil, err
	}
	results.ForShard(shard)
	bar, blocks := newProgress(progress, shard.Draws, quiet), shard.Blocks()
	err = sim.RunBlocks(ctx, r.model, blocks, workers, bar.countIn(blocks, results.Open))
	bar.end()
	if err != nil {
		return nil, err
	}
	if err := results.CloseShard(&shard); err != nil {
		return nil, err
	}
	run := &made{}
	if run.manifest, err = r.end(folder, "", &outputs.Summary{About: r.about, Warnings: r.about.Warnings}); err != nil {
		return nil, err
	}
	run.manifest.Shard = &shard
	return run, folder.Finish(run.manifest)
}

// livedShard is what is said of a shard that is lived.
type livedShard struct {
	Shard  string `json:"shard"`
	First  *int   `json:"first_draw,omitempty"` // of a run
	Draws  int    `json:"draws,omitempty"`
	Parts  int    `json:"parts,omitempty"` // of a sweep
	Of     int    `json:"of_parts,omitempty"`
	Folder string `json:"folder"`
}

// print says what was lived and, unless quiet, what is next.
func (l *livedShard) print(w io.Writer, asJSON, quiet bool, after ...next) error {
	if asJSON {
		return writeJSON(w, []*livedShard{l})
	}
	what := fmt.Sprintf("%d of %d parts", l.Parts, l.Of)
	if l.First != nil {
		what = fmt.Sprintf("%d draws from %d on", l.Draws, *l.First)
	}
	if _, err := fmt.Fprintf(w, "Shard %s: %s\nWritten to %s\n", l.Shard, what, l.Folder); err != nil || quiet {
		return err
	}
	merge := next{[]string{"merge", l.Folder, "OTHERS", "--out=WHOLE"}, "when all shards are there, in any order: the folder of one machine"}
	return writeNext(w, append(after, merge))
}
