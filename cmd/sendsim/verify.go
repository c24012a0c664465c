package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"sendsim/outputs"
	"sendsim/sim"
)

// verifyFlags are the flags of verify.
type verifyFlags struct {
	workers     int
	quiet, json bool
}

// newVerify makes a run again and compares.
func newVerify() *cobra.Command {
	f := &verifyFlags{}
	cmd := &cobra.Command{
		Use:   "verify RUN_DIR",
		Short: "Make a run again from its folder, and compare every byte",
		Long: `Make a run again from its manifest, its scenario and the copies of its inputs,
and compare every file of its folder, byte for byte. Nothing is written. Where
figures of the summary differ, because the run was made by another version of
sendsim or its files were changed, they are listed with what they were and are.
The exit code is 0 if all is the same, 1 if anything differs.`,
		Example: `  sendsim verify runs/plan
  sendsim verify runs/plan --json`,
		Args: words(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd, args[0]) },
	}
	flags := cmd.Flags()
	flags.IntVarP(&f.workers, "workers", "w", runtime.NumCPU(), "workers; the bytes are the same for any number")
	flags.BoolVarP(&f.quiet, "quiet", "q", false, "no progress")
	flags.BoolVar(&f.json, "json", false, "print the table as JSON")
	return cmd
}

// verified is a run's folder compared with what was made again.
type verified struct {
	manifest outputs.Manifest
	files    []verifiedFile
}

// verifiedFile is a file's verdict, and of the summary the figures that
// differ.
type verifiedFile struct {
	outputs.Verdict
	Figures []outputs.Change `json:"figures,omitempty"`
}

func (f *verifyFlags) run(cmd *cobra.Command, name string) error {
	folder := os.DirFS(name)
	m, err := readManifest(folder, name)
	if err != nil {
		return err
	}
	again, err := f.makeAgain(cmd, name, folder, m)
	if err != nil {
		return fmt.Errorf("%s: %w%s", name, err, otherVersion(m))
	}
	v, err := compareRun(folder, m, again)
	if err != nil {
		return err
	}
	w := cmd.OutOrStdout()
	if f.json {
		if err := v.writeJSON(w); err != nil {
			return err
		}
	} else if err := v.write(w); err != nil {
		return err
	}
	if n := v.different(); n > 0 {
		return fmt.Errorf("%s: %d of %d files are not the same%s", name, n, len(v.files), otherVersion(m))
	}
	return nil
}

// readManifest reads the manifest of a run's folder.
func readManifest(folder fs.FS, name string) (outputs.Manifest, error) {
	text, err := fs.ReadFile(folder, outputs.ManifestName)
	if err != nil {
		return outputs.Manifest{}, use{fmt.Errorf("%s is not a run's folder: %w", name, err)}
	}
	m, err := outputs.ReadManifest(bytes.NewReader(text))
	if err != nil {
		return m, fmt.Errorf("%s: %w", path.Join(name, outputs.ManifestName), err)
	}
	if !slices.Contains(m.Command, "run") {
		return m, use{fmt.Errorf("%s was made by %q, which cannot be made again; allowed: the folder of a run", name, strings.Join(m.Command, " "))}
	}
	return m, nil
}

// otherVersion says so where another version of the program made the run.
func otherVersion(m outputs.Manifest) string {
	if m.Version == Version {
		return ""
	}
	return fmt.Sprintf(" (the run was made by sendsim %s, this is %s)", m.Version, Version)
}

// makeAgain makes the run again on a disk that keeps nothing.
func (f *verifyFlags) makeAgain(cmd *cobra.Command, name string, folder fs.FS, m outputs.Manifest) (*scratch, error) {
	if err := unchanged(folder, m); err != nil {
		return nil, err
	}
	c := &calibrationFlags{allowInvalid: slices.ContainsFunc(m.Parameters, func(p outputs.Parameter) bool {
		return p.Key == allowInvalidFlag && p.Value == "true"
	})}
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
	for _, p := range m.Parameters {
		if p.From == byFlag {
			r.changed = append(r.changed, p)
		}
	}
	scenarios := path.Join(outputs.InputsName, scenarioInputs) + "/"
	for _, in := range outputs.Copied(m.Inputs) {
		if strings.HasPrefix(in.Name, scenarios) {
			r.copies = append(r.copies, input{strings.TrimPrefix(in.Name, outputs.InputsName+"/"), folder, in.Name})
		}
	}
	disk := &scratch{}
	again, err := outputs.NewFolder(disk, "", false)
	if err != nil {
		return nil, err
	}
	_, err = r.make(cmd.Context(), again, f.workers, cmd.ErrOrStderr(), f.quiet)
	return disk, errors.Join(err, again.Abandon())
}

// unchanged refuses what the run is to be made of where it is not what the
// manifest says: each file by its digest.
func unchanged(folder fs.FS, m outputs.Manifest) error {
	of := outputs.Copied(m.Inputs)
	if i := slices.IndexFunc(m.Outputs, func(d outputs.Digest) bool { return d.Name == outputs.ScenarioName }); i >= 0 {
		of = append(of, m.Outputs[i])
	}
	var faults []error
	for _, want := range of {
		have, err := digestIn(folder, want.Name)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			faults = append(faults, fmt.Errorf("%s is missing: the run cannot be made again without it", want.Name))
		case err != nil:
			faults = append(faults, err)
		case have != want:
			faults = append(faults, fmt.Errorf("%s was changed since the run: its SHA-256 is %s, the manifest's %s; put the file back as it was", want.Name, have.SHA256, want.SHA256))
		}
	}
	return errors.Join(faults...)
}

// compareRun compares a run's folder with what was made again.
func compareRun(folder fs.FS, m outputs.Manifest, again *scratch) (*verified, error) {
	manifest := again.small[outputs.ManifestName].Bytes()
	made, err := outputs.ReadManifest(bytes.NewReader(manifest))
	if err != nil {
		return nil, err
	}
	itself, err := outputs.DigestOf(outputs.ManifestName, bytes.NewReader(manifest))
	if err != nil {
		return nil, err
	}
	found, err := digestsIn(folder)
	if err != nil {
		return nil, err
	}
	v := &verified{manifest: m}
	for _, verdict := range outputs.Verdicts(m, found, slices.Concat(outputs.Copied(made.Inputs), made.Outputs, []outputs.Digest{itself})) {
		file := verifiedFile{Verdict: verdict}
		if file.Says == outputs.Differs {
			if err := file.explain(folder, again); err != nil {
				return nil, err
			}
		}
		v.files = append(v.files, file)
	}
	return v, nil
}

// explain says more of a file that differs, where more can be said.
func (f *verifiedFile) explain(folder fs.FS, again *scratch) error {
	if f.Name != outputs.ManifestName && f.Name != outputs.SummaryName {
		return nil
	}
	was, err := fs.ReadFile(folder, f.Name)
	if err != nil {
		return err
	}
	is := again.small[f.Name].Bytes()
	if f.Name == outputs.ManifestName {
		f.Why = outputs.ManifestsDiffer(was, is)
		return nil
	}
	before, err := outputs.ReadSummary(was)
	if err != nil {
		f.Why += ", and cannot be read"
		return nil // what was changed need not be Arrow any more
	}
	now, err := outputs.ReadSummary(is)
	f.Figures = outputs.Changes(before, now)
	return err
}
