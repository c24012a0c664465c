package main

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"sendsim/calibration/evidence"
	"sendsim/internal/strict"
)

// importFlags say what a release is laid on and where the result goes.
type importFlags struct {
	panel, population, out string
	fresh, force, json     bool
}

// newImport makes evidence of a release.
func newImport() *cobra.Command {
	f := &importFlags{}
	cmd := &cobra.Command{
		Use:   "import RELEASE",
		Short: "Make evidence of a release of DfE's statistics",
		Long: `Make evidence of a release of "Education, health and care plans" as DfE
publishes it: its zip, or a folder of its CSV files. It is laid on the evidence
that ships, and comes before it where both have a figure. What was read, mended,
left out or does not add up is printed; the evidence is written to a folder of
its own.`,
		Example: `  sendsim import release.zip --out evidence
  sendsim import release.zip --population mid-2024.csv --out evidence
  sendsim import sen2 --panel panel --fresh --out evidence`,
		Args: words(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd, args[0]) },
	}
	flags := cmd.Flags()
	flags.StringVar(&f.panel, "panel", "", "`FOLDER` or zip of older series, population and money as tables")
	flags.StringVar(&f.population, "population", "", "`CSV` of children by authority, year and single age")
	flags.BoolVar(&f.fresh, "fresh", false, "lay it on nothing: the panel must list the authorities")
	flags.BoolVar(&f.force, "force", false, "replace the evidence in FOLDER")
	flags.StringVarP(&f.out, "out", "o", "", "the `FOLDER` that is written")
	flags.BoolVar(&f.json, "json", false, "print as JSON")
	return cmd
}

func (f *importFlags) run(cmd *cobra.Command, release string) (err error) {
	if f.out == "" {
		return use{errors.New("import: where to? say --out FOLDER")}
	}
	if err := mayReplace(f.out, f.force, isEvidence); err != nil {
		return err
	}
	set, reports, err := f.read(release)
	var faults strict.Faults
	if errors.As(err, &faults) { // of what was given
		err = use{err}
	}
	if err = errors.Join(err, cmd.Context().Err()); err != nil { // reading takes its time
		return err
	}
	if err := writeFolder(cmd.ErrOrStderr(), f.out, f.force, isEvidence, set.Write); err != nil {
		return err
	}
	w := cmd.OutOrStdout()
	if f.json {
		return importJSON(w, f.out, set, reports)
	}
	var b strings.Builder
	for _, r := range reports {
		if _, err := r.WriteTo(&b); err != nil {
			return err
		}
		fmt.Fprintf(&b, "Control totals: %d of %d sums of authorities reach England's figure\n", len(r.Controls)-len(r.Gaps()), len(r.Controls))
	}
	for _, r := range set.LeftOut {
		fmt.Fprintf(&b, "Left out: %s, %s: %s\n", r.Code, r.Name, r.Why)
	}
	fmt.Fprintf(&b, "Written to %s: evidence of %d authorities and England\n", f.out, len(set.Authorities))
	_, err = io.WriteString(w, folded(b.String(), widthOf(w)))
	return err
}

// read imports the release and, above all, the population. All that is named is
// opened before the evidence that ships, which takes its time.
func (f *importFlags) read(release string) (*evidence.Set, []*evidence.Report, error) {
	published, closeRelease, err := openPublished(release)
	if err != nil {
		return nil, nil, use{err}
	}
	defer closeRelease()
	var panel fs.FS
	if f.panel != "" {
		var closePanel func() error
		if panel, closePanel, err = openPublished(f.panel); err != nil {
			return nil, nil, use{err}
		}
		defer closePanel()
	}
	var population fs.FS
	if f.population != "" {
		if population, err = alone(f.population, populationTable); err != nil {
			return nil, nil, use{err}
		}
	}
	var base *evidence.Set
	if !f.fresh {
		if base, err = shippedEvidence(); err != nil {
			return nil, nil, err
		}
	}
	set, report, err := evidence.Import(published, panel, base)
	err = f.named(err, release)
	reports := []*evidence.Report{report}
	if population == nil || err != nil && base == nil {
		return set, reports, err
	}
	if err == nil {
		base = set
	}
	set, report, wrong := evidence.Import(nil, population, base)
	return set, append(reports, report), errors.Join(err, f.named(wrong, release))
}

// The faults of what holds none of its tables are of these.
const theRelease, thePanel = "release", "panel"

// populationTable is the table that --population holds.
const populationTable = "population_by_age.csv"

// named gives the faults of the release and of the population the names of their
// files.
func (f *importFlags) named(err error, release string) error {
	var faults strict.Faults
	if !errors.As(err, &faults) {
		return err
	}
	for i := range faults {
		switch faults[i].File {
		case theRelease:
			faults[i].File = release
		case thePanel:
			faults[i].File = f.panel
		default:
			faults[i].File = strings.Replace(faults[i].File, populationTable, f.population, 1)
		}
	}
	return faults
}

// openPublished opens a folder, or a zip.
func openPublished(name string) (fs.FS, func() error, error) {
	info, err := os.Stat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, use{fmt.Errorf("%s: there is no such file or folder; allowed: a folder of published files, or a zip of them", name)}
	}
	if err != nil {
		return nil, nil, err
	}
	if info.IsDir() {
		return os.DirFS(name), func() error { return nil }, nil
	}
	file, err := os.Open(name)
	if err != nil {
		return nil, nil, err
	}
	zipped, err := evidence.OpenZip(file, info.Size())
	if err != nil {
		return nil, nil, errors.Join(fmt.Errorf("%s: %w", name, err), file.Close())
	}
	return zipped, file.Close, nil
}

// alone is a folder in which a file stands alone, under the name that its
// table has.
func alone(file, name string) (fs.FS, error) {
	if info, err := os.Stat(file); err == nil && info.IsDir() {
		return nil, use{fmt.Errorf("%s is a folder; allowed: a file", file)}
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	out, err := z.Create(name)
	if err != nil {
		return nil, err
	}
	if _, err := out.Write(text); err != nil {
		return nil, err
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return evidence.OpenZip(bytes.NewReader(b.Bytes()), int64(b.Len()))
}

// england is the file by which a folder of evidence is known.
const england = "E92000001.csv"

// isEvidence tells whether a folder with these names is evidence.
func isEvidence(names []string) bool { return slices.Contains(names, england) }

// mayReplace says why a target may not be written to: what stands there is
// kept unless replace is said, and even then unless it is of our own making.
func mayReplace(target string, replace bool, ours func(names []string) bool) error {
	names, err := namesIn(target)
	switch {
	case err != nil:
		return err
	case len(names) == 0:
		return nil
	case !replace:
		return use{fmt.Errorf("%s is not empty: choose another folder, or replace it with --force", target)}
	case !ours(names):
		return use{fmt.Errorf("%s is not empty and was not written by this command (%s): it is not replaced", target, strings.Join(names[:min(3, len(names))], ", "))}
	}
	return nil
}

// writeFolder writes a folder whole or not at all: under a name of its own,
// then in one step under the target's. What interrupted commands left there is
// told.
func writeFolder(told io.Writer, target string, replace bool, ours func(names []string) bool, fill func(create func(name string) (io.WriteCloser, error)) error) (err error) {
	if err := mayReplace(target, replace, ours); err != nil {
		return err
	}
	d := newDisk(told)
	draft, err := d.Draft(target)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, d.Discard(draft))
		}
	}()
	if err := fill(func(name string) (io.WriteCloser, error) { return d.Create(draft, name) }); err != nil {
		return err
	}
	return d.Publish(draft, target, replace)
}
