package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"sendsim/internal/shelf"
	"sendsim/outputs"
	"sendsim/scenarios"
	"sendsim/sim"
	"sendsim/sim/sweep"
)

// sweepFlags are the flags of sweep.
type sweepFlags struct {
	out, shard   string
	ratesOf      string
	draws        int
	workers      int
	quiet, json  bool
	calibrations calibrationFlags
}

// newSweep lives a design.
func newSweep() *cobra.Command {
	f := &sweepFlags{}
	cmd := &cobra.Command{
		Use:   "sweep DESIGN.yaml",
		Short: "Many combinations on the same luck: authorities, scenarios, dials",
		Long: `Live a design: authorities, each by itself, times scenarios, times settings of
their levers' dials (a grid, a Latin hypercube or a list), all on the same luck.
The folder is an Arrow set partitioned by authority and scenario, with a table
of what each combination costs and what chance of balance it has, and a picture
of the frontier for each authority. See sweeps/ for designs to start from.

A sweep that is stopped is gone on with by the same command: what is there is
kept, and the bytes are those of one that was not stopped. With --shard each
machine lives a part, into one folder that all share or into one each, which
sendsim merge brings together.`,
		Example: `  sendsim sweep sweeps/warrington-example.yaml
  sendsim sweep design.yaml --out runs/design
  sendsim sweep design.yaml --shard 3/64 --out runs/design-3`,
		Args: words(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd, args[0]) },
	}
	flags := cmd.Flags()
	flags.IntVarP(&f.draws, "draws", "n", 0, "futures of each combination (default as the design says)")
	flags.IntVarP(&f.workers, "workers", "w", runtime.NumCPU(), "workers; the bytes are the same for any number")
	flags.StringVarP(&f.out, "out", "o", "", "the sweep's `FOLDER` (default runs/sweep-NAME)")
	flags.BoolVarP(&f.quiet, "quiet", "q", false, "no progress")
	flags.BoolVar(&f.json, "json", false, "print the table as JSON")
	f.groundFlags(cmd)
	shardFlag(cmd, &f.shard)
	return cmd
}

// groundFlags adds the flags that say on what a design is lived.
func (f *sweepFlags) groundFlags(cmd *cobra.Command) {
	f.calibrations.addFolder(cmd)
	cmd.Flags().StringVar(&f.calibrations.local, localFlag, "", "`FILE` of the council's own figures; see sendsim local")
	cmd.Flags().StringVar(&f.ratesOf, ratesOfFlag, "", "lay the children, places and money on the rates of another authority, by `NAME` or code")
}

// inRange refuses numbers that cannot be; no draws are asked for without the
// flag.
func (f *sweepFlags) inRange(cmd *cobra.Command) error {
	var faults []error
	if cmd.Flags().Changed("draws") && (f.draws < 1 || f.draws > sim.MaxDraws) {
		faults = append(faults, fmt.Errorf("--draws %d is out of range; allowed: 1 to %d", f.draws, sim.MaxDraws))
	}
	if f.workers < 1 {
		faults = append(faults, fmt.Errorf("--workers %d is out of range; allowed: 1 or more", f.workers))
	}
	if len(faults) == 0 {
		return nil
	}
	return use{errors.Join(faults...)}
}

func (f *sweepFlags) run(cmd *cobra.Command, file string) error {
	if err := f.inRange(cmd); err != nil {
		return err
	}
	s, world, copies, err := f.design(file)
	if err != nil {
		return err
	}
	shard := sim.Shard{Number: 0, Of: 1}
	if f.shard != "" {
		if shard, err = sim.ParseShard(f.shard); err != nil {
			return use{fmt.Errorf("--shard: %w", err)}
		}
	}
	target := f.out
	if target == "" {
		target = filepath.Join("runs", "sweep-"+unique(s.Design.Name, nil))
	}
	to := shelf.Folder(target)
	if err := beginSweep(to, s, copies); err != nil {
		return err
	}
	f.calibrations.opened = nil
	readyToLive()
	items := s.Design.Items()
	first, before := shard.Among(len(items))
	lived, err := f.live(cmd, s, world, to, items[first:before])
	if err != nil {
		return err
	}
	if f.shard != "" {
		shard := livedShard{Shard: shard.String(), Parts: before - first, Of: len(items), Folder: target}
		words := slices.DeleteFunc(again(cmd, newSweep(), file), func(word string) bool { return strings.HasPrefix(word, "--shard=") })
		whole := next{append(words, "--out="+target), "where all shards share this folder: finds them there, and writes the table"}
		return shard.print(cmd.OutOrStdout(), f.json, f.quiet, whole)
	}
	return f.finish(cmd, lived, to, world)
}

// design reads the design, and what it rests on that does not ship.
func (f *sweepFlags) design(file string) (*outputs.Sweep, *sim.World, []outputs.SweepInput, error) {
	if isAsKnown(f.calibrations.folder) {
		return nil, nil, nil, use{fmt.Errorf("--%s %s: a sweep is of what is known now; allowed: the folder that sendsim calibrate --as-known wrote", calibrationsFlag, f.calibrations.folder)}
	}
	world, err := f.calibrations.flagged()
	if err != nil {
		return nil, nil, nil, err
	}
	if world, err = withLocal(world, f.calibrations.local, ""); err != nil {
		return nil, nil, nil, use{err}
	}
	files := sweep.Files{Beside: os.DirFS(filepath.Dir(file)), Ships: scenarios.FS}
	var calibrations fs.FS
	if f.calibrations.folder != "" {
		calibrations = os.DirFS(f.calibrations.folder)
	}
	s, copies, err := outputs.DesignSweep(files, filepath.Base(file), world, sweep.Over{Draws: f.draws, RatesOf: f.ratesOf}, calibrations)
	if err != nil {
		return nil, nil, nil, use{err}
	}
	return s, world, copies, nil
}

// openSweep reads the sweep of a folder, and opens the world in which it is
// lived.
func openSweep(folder fs.FS) (*outputs.Sweep, *sim.World, error) {
	text, err := fs.ReadFile(folder, outputs.SweepName)
	if err != nil {
		return nil, nil, err
	}
	s, err := outputs.ReadSweep(bytes.NewReader(text))
	if err != nil {
		return nil, nil, use{err}
	}
	w, err := s.World(folder, openShipped)
	return s, w, err
}

// beginSweep makes the folder of a sweep, or finds it begun. A file is refused.
func beginSweep(to shelf.Folder, s *outputs.Sweep, copies []outputs.SweepInput) error {
	if _, err := namesIn(string(to)); err != nil {
		return err
	}
	return s.Begin(string(to), to, to.Put, copies)
}

// live lives the items that are not there, and is what all come to.
func (f *sweepFlags) live(cmd *cobra.Command, s *outputs.Sweep, world *sim.World, to shelf.Folder, items []sweep.Item) (*outputs.Swept, error) {
	lived, missing := outputs.NewSwept(s), []sweep.Item{}
	futures := 0
	for _, i := range items {
		there, err := outputs.OpenSweepPart(to, s, i)
		if err == nil {
			lived.Take(i, there)
			continue
		}
		if !errors.Is(err, fs.ErrNotExist) {
			fmt.Fprintf(cmd.ErrOrStderr(), "%v: it is made again\n", err)
		}
		missing, futures = append(missing, i), futures+i.Draws
	}
	if len(lived.Parts) > 0 && !f.quiet {
		fmt.Fprintf(cmd.ErrOrStderr(), "%d of %d parts are there already\n", len(lived.Parts), len(items))
	}
	if len(missing) > 0 {
		if err := to.Drop(outputs.PartsName); err != nil {
			return nil, err
		}
	}
	bar := newProgress(cmd.ErrOrStderr(), futures, f.quiet)
	defer bar.end()
	lives := outputs.NewSweepLives(s, world, to, f.workers)
	for _, i := range missing {
		part, err := lives.Live(cmd.Context(), i)
		if errors.Is(err, context.Canceled) {
			return nil, fmt.Errorf("stopped: %d of %d parts are in %s, and the same command goes on from there", len(lived.Parts), len(items), to)
		}
		if err != nil {
			return nil, err
		}
		text, one, err := part.Lived()
		if err != nil {
			return nil, err
		}
		if err := to.Put(outputs.SweepPartName(&s.Design, i), text); err != nil {
			return nil, err
		}
		lived.Take(i, one)
		bar.add(int64(i.Draws))
	}
	return lived, nil
}

// finish writes what the combinations come to, and prints it.
func (f *sweepFlags) finish(cmd *cobra.Command, swept *outputs.Swept, to shelf.Folder, world *sim.World) error {
	if err := swept.Finish(to.Put, world); err != nil {
		return err
	}
	w := cmd.OutOrStdout()
	if f.json {
		return swept.JSON(w)
	}
	var b strings.Builder
	if err := swept.Table(&b, widthOf(w)); err != nil {
		return err
	}
	fmt.Fprintf(&b, "\nWritten to %s:\n", to)
	for _, file := range [][2]string{
		{outputs.SweptName, "what each combination comes to"},
		{"authority=*/scenario=*", "every draw, by authority and scenario"},
		{"frontier-*.svg, .png", "cost against balance, drawn, for each authority"},
		{"frontier-*.yaml", "what no other beats, from the cheapest up, as scenarios"},
		{outputs.PartsName, "every file's digest"},
	} {
		fmt.Fprintf(&b, "  %-22s %s\n", file[0], file[1])
	}
	if err := writeTable(w, b.String()); err != nil || f.quiet {
		return err
	}
	var all []next
	if best := swept.Best(); best != "" {
		all = append(all, next{[]string{"compare", filepath.Join(string(to), best)}, "what each lever does in the best combination, future by future"})
	}
	return writeNext(w, append(all, next{[]string{"verify", string(to)}, "make it again and compare every byte, next year too"}))
}
