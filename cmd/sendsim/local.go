package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"sendsim/calibration"
	"sendsim/calibration/local"
	"sendsim/outputs"
	"sendsim/sim"
)

const localFlag = "local"

// withLocal lays a council's own figures on a world: those of the file that the
// flag names, else of the one that the scenario in a file does. Beside faults
// stands what is known all the same, for finding those of the scenario.
func withLocal(world *sim.World, flag, scenario string) (*sim.World, error) {
	file := flag
	if file == "" && scenario != "" {
		from, of := scenarioFile(scenario)
		if name := sim.LocalOf(from, of); name != "" {
			below, err := fs.Sub(from, path.Dir(name))
			if err != nil {
				return world, err
			}
			laid, err := layLocal(world, below, path.Base(name))
			var why *fs.PathError
			if errors.As(err, &why) {
				err = sim.LocalFault(from, of, fmt.Errorf("%s: %w", name, why.Err))
			}
			return laid, err
		}
	}
	if file == "" {
		return world, nil
	}
	laid, err := layLocal(world, os.DirFS(filepath.Dir(file)), filepath.Base(file))
	if errors.Is(err, fs.ErrNotExist) {
		err = fmt.Errorf("there is no file %s; allowed: one that sendsim local wrote", file)
	}
	return laid, err
}

// layLocal lays the figures of a file on a world.
func layLocal(world *sim.World, from fs.FS, file string) (*sim.World, error) {
	l, err := sim.ReadLocal(from, file, world)
	if l != nil {
		world = world.With(l)
	}
	return world, err
}

// councils is a council's own figures as the manifest has them.
func councils(l *sim.Local) []outputs.Parameter {
	if l == nil {
		return nil
	}
	var all []outputs.Parameter
	for _, f := range l.Figures {
		all = append(all, outputs.Parameter{Key: "local." + f.Key, Value: f.Own, From: calibration.CouncilsFigure, InsteadOf: f.Published})
	}
	return all
}

// newLocal writes the figures that a council may overwrite.
func newLocal() *cobra.Command {
	authority, out, force := "", "", false
	c := &calibrationFlags{}
	cmd := &cobra.Command{
		Use:   "local",
		Short: "Write an authority's figures, for the council to overwrite",
		Long: `Write the figures that a run of an authority starts from, each with its source:
a YAML file, with tables as CSV beside it. Overwrite what the council knows
better, and run with --local FILE. What stands as it was written changes
nothing.`,
		Example: `  sendsim local --authority kent
  sendsim run --local kent-figures.yaml`,
		Args: words(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			world, err := c.flagged()
			if err != nil {
				return err
			}
			return writeLocal(cmd, world, authority, out, force)
		},
	}
	c.addFolder(cmd)
	flags := cmd.Flags()
	flags.StringVarP(&authority, "authority", "a", "", "`NAME` or code")
	flags.StringVarP(&out, "out", "o", "", "the `FILE.yaml` that is written, with its tables beside it (default AUTHORITY-figures.yaml)")
	flags.BoolVar(&force, "force", false, "replace the files, and what was changed in them")
	return cmd
}

// writeLocal writes the figures of an authority, all files or none.
func writeLocal(cmd *cobra.Command, world *sim.World, authority, out string, force bool) error {
	if authority == "" {
		return use{errors.New("local: whose figures? say --authority NAME")}
	}
	a, err := world.Library.Authority(authority)
	if err != nil {
		return use{err}
	}
	if out == "" {
		out = a.Area.Key + "-figures.yaml"
	}
	files, err := sim.WriteLocal(world, a.Area.Key, filepath.Base(out))
	if err != nil {
		return err
	}
	if err := writeFiles(cmd.ErrOrStderr(), filepath.Dir(out), files, force); err != nil {
		return err
	}
	w := cmd.OutOrStdout()
	fmt.Fprintf(w, "Written, to be overwritten with the council's own figures:\n")
	for _, f := range files {
		fmt.Fprintf(w, "  %s\n", filepath.Join(filepath.Dir(out), f.Name))
	}
	fmt.Fprintf(w, "Then: %s\n", world.RunsLocal(out))
	return nil
}

// writeFiles writes files into a folder: all in a draft beside them first, so
// that none is left half written, nor a folder that was made for nothing; the
// first, which may name the others, is the last to get its name. Those that
// stand there are kept, unless forced, for somebody may have changed them. What
// interrupted commands left there is told.
func writeFiles(told io.Writer, folder string, files []local.Table, force bool) (err error) {
	if !force {
		for _, f := range files {
			if _, err := os.Stat(filepath.Join(folder, f.Name)); err == nil {
				return use{fmt.Errorf("%s stands there already, and may hold what is yours: choose another name, or replace it with --force", filepath.Join(folder, f.Name))}
			}
		}
	}
	d := newDisk(told)
	draft, err := d.Draft(filepath.Join(folder, files[0].Name))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, d.Discard(draft)) }()
	for _, f := range files {
		w, err := d.Create(draft, f.Name)
		if err != nil {
			return err
		}
		_, err = w.Write(f.Text)
		if err = errors.Join(err, w.Close()); err != nil {
			return err
		}
	}
	for _, f := range slices.Backward(files) {
		if err := os.Rename(filepath.Join(draft, f.Name), filepath.Join(folder, f.Name)); err != nil {
			return err
		}
	}
	return nil
}
