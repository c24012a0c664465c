package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"sendsim/outputs"
	"sendsim/outputs/export"
)

// exportFlags say what the tables of a run are written as, and where.
type exportFlags struct {
	to, out string
	force   bool
	quiet   bool
}

// newExport writes the tables of a run for other tools.
func newExport() *cobra.Command {
	f := &exportFlags{}
	var says []string
	for _, one := range export.Formats {
		says = append(says, fmt.Sprintf("  %-8s %s", one.Key, one.Says))
	}
	cmd := &cobra.Command{
		Use:   "export RUN_DIR --to FORMAT",
		Short: "Write the tables of a run for other tools: Parquet, CSV, workbooks",
		Long: `Write every table of the folder of a run or a comparison for other tools, or
the table of combinations of a sweep (its parts are Arrow files): the same
values to the last bit, a file for each Arrow file. What each column is stands
beside them in columns.csv, what made the run in about.csv. Words that a
spreadsheet would take for a formula have an apostrophe before them in CSV. The
folder is read, and refused where a file of it is missing or changed; what is
written appears whole or not at all.

` + strings.Join(says, "\n"),
		Example: `  sendsim export runs/plan --to parquet
  sendsim export runs/plan --to csv --out tables`,
		Args: words(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd, args[0]) },
	}
	flags := cmd.Flags()
	flags.StringVarP(&f.to, "to", "t", "", "the `FORMAT`: "+strings.Join(exportKeys(), ", "))
	flags.StringVarP(&f.out, "out", "o", "", "the `FOLDER` that is written (default RUN_DIR-FORMAT)")
	flags.BoolVar(&f.force, "force", false, "replace the export in FOLDER")
	flags.BoolVarP(&f.quiet, "quiet", "q", false, "nothing of what was written")
	return cmd
}

func exportKeys() []string {
	var keys []string
	for _, one := range export.Formats {
		keys = append(keys, one.Key)
	}
	return keys
}

// isExport tells whether a folder with these names is an export.
func isExport(names []string) bool {
	return slices.Contains(names, export.ColumnsName) && slices.Contains(names, export.AboutName)
}

func (f *exportFlags) run(cmd *cobra.Command, name string) error {
	i := slices.IndexFunc(export.Formats, func(one export.Format) bool { return one.Key == f.to })
	if i < 0 {
		return use{fmt.Errorf("--to %q is not a format; allowed: %s", f.to, strings.Join(exportKeys(), ", "))}
	}
	target := f.out
	if target == "" {
		target = filepath.Clean(name) + "-" + f.to
	}
	if err := mayReplace(target, f.force, isExport); err != nil {
		return err
	}
	o, err := openTables(name)
	if err != nil {
		return err
	}
	var written []string
	err = writeFolder(cmd.ErrOrStderr(), target, f.force, isExport, func(create func(string) (io.WriteCloser, error)) error {
		put := func(file string, write func(io.Writer) error) error {
			w, err := create(file)
			if err != nil {
				return err
			}
			written = append(written, file)
			return errors.Join(write(w), w.Close())
		}
		for _, d := range o.Tables() {
			if err := put(export.Formats[i].FileName(d.Name), func(w io.Writer) error {
				return export.Formats[i].Table(cmd.Context(), w, o, d.Name)
			}); err != nil {
				return err
			}
		}
		return errors.Join(
			put(export.ColumnsName, func(w io.Writer) error { return export.WriteColumns(w, o) }),
			put(export.AboutName, func(w io.Writer) error { return export.WriteAbout(w, o) }),
		)
	})
	if err != nil || f.quiet {
		return err
	}
	_, err = fmt.Fprintf(cmd.OutOrStdout(), "Written to %s: %s\n", target, strings.Join(written, ", "))
	return err
}

// openTables reads the folder of a run, of a comparison or, for its table of
// combinations, of a sweep.
func openTables(name string) (*outputs.Opened, error) {
	if !isSweep(name) {
		return openFolder(name)
	}
	opened, err := outputs.OpenSwept(os.DirFS(name))
	if err != nil {
		return nil, use{fmt.Errorf("%s: %w", name, err)}
	}
	return opened, nil
}

// openFolder reads the folder of a run or of a comparison.
func openFolder(name string) (*outputs.Opened, error) {
	if info, err := os.Stat(name); err == nil && !info.IsDir() {
		return nil, use{fmt.Errorf("%s is a file, not the folder of a run or of a comparison", name)}
	}
	opened, err := outputs.Open(os.DirFS(name), Version)
	var refused outputs.Refused
	switch {
	case errors.As(err, &refused):
		return nil, use{fmt.Errorf("%s: %w", name, err)}
	case err != nil:
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return opened, nil
}
