package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"sendsim/internal/strict"
	"sendsim/outputs"
	"sendsim/sim"
	"sendsim/sim/peers"
)

// usualEveryoneDraws are the futures of a run of all authorities, where neither
// a file nor a flag says how many: minutes on two cores, and a chance of one
// half has a Monte Carlo error of 1.6 %.
const usualEveryoneDraws = 1000

// rankedYear is the year, counted from the first, whose ranking is printed
// unless another is asked for: the last before Caution holds.
const rankedYear = outputs.CautionYears - 1

// makeStandings writes the folder of a run of all authorities: how they stand to
// one another, and not every draw of each, which would be gigabytes.
func (r *recipe) makeStandings(ctx context.Context, folder *outputs.Folder, workers int, progress io.Writer, quiet bool) (*made, error) {
	s := r.model.Scenario
	for _, in := range r.copies {
		if err := in.copy(folder, ""); err != nil {
			return nil, err
		}
	}
	gathered := peers.NewStandings(r.model)
	bar, begun := newProgress(progress, s.Draws, quiet), time.Now()
	blocks := sim.Blocks{Draws: s.Draws, Size: everyoneBlock}
	err := sim.RunBlocks(ctx, r.model, blocks, workers, bar.countIn(blocks, gathered.Open))
	run := &made{took: time.Since(begun)}
	bar.end()
	if err != nil {
		return nil, err
	}
	run.standings = outputs.StandingsOf(gathered, &r.about)
	run.manifest = outputs.ManifestOf(&outputs.Summary{About: r.about, Warnings: r.about.Warnings})
	m := &run.manifest
	m.Command, m.Version, m.Seed, m.Parameters = r.command, r.version, s.Seed, r.changed
	of := outputs.Made{Draws: s.Draws, Seed: s.Seed, Model: r.digest}
	if s.Calibrations == "" || isAsKnown(s.Calibrations) {
		if m.Inputs, err = outputs.ShippedInputs(); err != nil {
			return nil, err
		}
		of.Calibrations = shippedDigest(m.Inputs)
	}
	for _, file := range []struct {
		name  string
		write func(io.Writer) error
	}{
		{outputs.StandingsName, func(w io.Writer) error { return run.standings.WriteArrow(w, &r.about) }},
		{outputs.StandingsText, func(w io.Writer) error { return run.standings.WriteText(w, of) }},
	} {
		if err := folder.Write(file.name, file.write); err != nil {
			return nil, err
		}
	}
	if err := folder.WriteBytes(outputs.ScenarioName, s.YAML()); err != nil {
		return nil, err
	}
	return run, folder.Finish(run.manifest)
}

// everyoneBlock is the draws of a block of a run of all authorities, each of
// which takes a third of a second: small, so that it can be stopped.
const everyoneBlock = 5

// shippedDigest is one digest of the files that ship.
func shippedDigest(inputs []outputs.Digest) string {
	const letters = 16
	var all []string
	for _, d := range inputs {
		all = append(all, path.Base(d.Name)+" "+d.SHA256[:letters])
	}
	return strings.Join(all, ", ")
}

// printStandings prints the ranking by the deficit.
func (f *runFlags) printStandings(cmd *cobra.Command, run *made, folder string) error {
	w, year := cmd.OutOrStdout(), min(rankedYear, run.standings.Years-1)
	measure, _ := measureNamed("deficit-share")
	if f.json {
		return run.standings.JSON(w, year, measure)
	}
	var b strings.Builder
	if err := run.standings.Table(&b, year, measure, widthOf(w)); err != nil {
		return err
	}
	b.WriteString("\nWritten to " + folder + ": " + outputs.StandingsName + ", every year and measure.\n")
	return writeTable(w, b.String())
}

// measureNamed is the place of a measure by its key.
func measureNamed(key string) (int, error) {
	i := slices.Index(measureKeys(), key)
	if i < 0 {
		return 0, fmt.Errorf("%q is no measure%s; allowed: %s", key, strict.Meant(key, measureKeys()), strings.Join(measureKeys(), ", "))
	}
	return i, nil
}

func measureKeys() (keys []string) {
	for _, m := range peers.Measures {
		keys = append(keys, m.Key)
	}
	return keys
}

// errEveryone refuses what is for a few authorities.
var errEveryone = errors.New("authority: all is for sendsim run, which then ranks the authorities; allowed here: an authority, several as a,b, region:KEY, or england")
