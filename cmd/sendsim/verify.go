package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path"
	"runtime"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"sendsim/outputs"
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
		Short: "Make a run, a comparison or a sweep again, and compare every byte",
		Long: `Make a run, a comparison or a sweep again from its manifest (or sweep.json), its
scenarios and the copies of its inputs, and compare every file of its folder,
byte for byte. Nothing is written. Where figures of the summary of a run differ,
because it was made by another version of sendsim or its files were changed,
they are listed with what they were and are. The exit code is 0 if all is the
same, 1 if anything differs.`,
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
	many     bool // files: those that are the same are counted, not listed
}

// verifiedFile is a file's verdict, and of the summary the figures that
// differ.
type verifiedFile struct {
	outputs.Verdict
	Figures []outputs.Change `json:"figures,omitempty"`
}

func (f *verifyFlags) run(cmd *cobra.Command, name string) error {
	if isSweep(name) {
		return f.runSweep(cmd, name)
	}
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
	return f.print(cmd, name, v)
}

// print prints the verdicts; the error counts what is not the same.
func (f *verifyFlags) print(cmd *cobra.Command, name string, v *verified) error {
	w := cmd.OutOrStdout()
	if f.json {
		if err := v.writeJSON(w); err != nil {
			return err
		}
	} else if err := v.write(w); err != nil {
		return err
	}
	if n := v.different(); n > 0 {
		return fmt.Errorf("%s: %d of %d files are not the same%s", name, n, len(v.files), otherVersion(v.manifest))
	}
	return nil
}

// readManifest reads the manifest of a run's folder.
func readManifest(folder fs.FS, name string) (outputs.Manifest, error) {
	text, err := fs.ReadFile(folder, outputs.ManifestName)
	if err != nil && isSweep(name) {
		return outputs.Manifest{}, aSweep(name)
	}
	if err != nil {
		return outputs.Manifest{}, use{fmt.Errorf("%s is not a run's folder: %w", name, err)}
	}
	m, err := outputs.ReadManifest(bytes.NewReader(text))
	if err != nil {
		return m, fmt.Errorf("%s: %w", path.Join(name, outputs.ManifestName), err)
	}
	if !slices.Contains(m.Command, "run") && !slices.Contains(m.Command, "compare") {
		return m, use{fmt.Errorf("%s was made by %q, which cannot be made again; allowed: the folder of a run or a comparison", name, strings.Join(m.Command, " "))}
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
	found = slices.DeleteFunc(found, func(d outputs.Digest) bool { return isReport(d.Name) })
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
	base := path.Base(f.Name) // a comparison has runs within
	if base != outputs.ManifestName && base != outputs.SummaryName {
		return nil
	}
	was, err := fs.ReadFile(folder, f.Name)
	if err != nil {
		return err
	}
	is := again.small[f.Name].Bytes()
	if base == outputs.ManifestName {
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
