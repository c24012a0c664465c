package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"sendsim/calibration"
	"sendsim/calibration/evidence"
	"sendsim/sim"
)

// calibrateFlags say what is fitted and where it goes.
type calibrateFlags struct {
	authority, evidence, out string
	asKnown                  int
	all, compact, force      bool
}

// newCalibrate fits authorities to evidence.
func newCalibrate() *cobra.Command {
	f := &calibrateFlags{}
	cmd := &cobra.Command{
		Use:   "calibrate",
		Short: "Fit authorities to evidence, and write their calibrations",
		Long: `Fit the national layer and the authorities to evidence: the evidence that ships,
a folder that import wrote, or a folder with DfE's release in sen2 and the older
tables in panel. One authority is written as KEY.calib, a zip of tables and
draws, beside england.calib, the national layer, and the evidence it stands on;
all of them as the two files that ship (--compact), or each as its KEY.calib
(--compact=false). Commands that run take the folder with --calibrations.

With --as-known a start in the past is fitted to what had been published by June
of its year and nothing later; national profiles that did not exist then (ages,
placements and endings by single age) are borrowed from the first year that has
them, fitted to the authority's own figures of the time, and listed. A run
from January 2020, 2021 or 2022 has the money of its time too, under the law and
funding announced then; from another census before 2024 it is of plans alone, as
no balance is known from which it could open.`,
		Example: `  sendsim calibrate --authority kent --out calibrations
  sendsim calibrate --all --evidence evidence --out calibrations
  sendsim calibrate --all --as-known 2021 --out past
  sendsim run --authority kent --calibrations calibrations`,
		Args: words(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if !cmd.Flags().Changed("compact") {
				f.compact = f.all
			}
			return f.run(cmd)
		},
	}
	flags := cmd.Flags()
	flags.StringVarP(&f.authority, "authority", "a", "", "`NAME` or code of the one that is written")
	flags.BoolVar(&f.all, "all", false, "write every authority")
	flags.BoolVar(&f.compact, "compact", false, "the form that ships (default with --all)")
	flags.StringVar(&f.evidence, "evidence", "", "`FOLDER` or zip of evidence, or of the published files (default what ships)")
	flags.IntVar(&f.asKnown, "as-known", 0, "start from January of `YEAR`, with what was known by that June (default the last census)")
	flags.BoolVar(&f.force, "force", false, "replace the calibrations in FOLDER")
	flags.StringVarP(&f.out, "out", "o", "", "the `FOLDER` that is written")
	return cmd
}

func (f *calibrateFlags) check() error {
	switch {
	case f.out == "":
		return use{errors.New("calibrate: where to? say --out FOLDER")}
	case f.all == (f.authority != ""):
		return use{errors.New("calibrate: say either --authority NAME or --all")}
	case f.compact && !f.all:
		return use{errors.New("calibrate: the compact form has every authority: say --all")}
	}
	return mayReplace(f.out, f.replaces(), areCalibrations)
}

// replaces tells whether what stands in the folder may go: the form that ships
// is made to be made again.
func (f *calibrateFlags) replaces() bool {
	if names, err := namesIn(f.out); err == nil && f.compact && isCompact(names) {
		return true
	}
	return f.force
}

func (f *calibrateFlags) run(cmd *cobra.Command) error {
	if err := f.check(); err != nil {
		return err
	}
	set, err := openEvidence(f.evidence)
	if err != nil {
		return err
	}
	january := f.asKnown
	if january == 0 {
		january = lastCensus(set)
	}
	lib, err := calibration.Calibrate(set, january)
	if err != nil {
		return err
	}
	if err := cmd.Context().Err(); err != nil {
		return err
	}
	chosen := lib.Authorities
	if !f.all {
		a, err := lib.Authority(f.authority)
		if err != nil {
			return use{err}
		}
		chosen = []*calibration.Authority{a}
	}
	err = writeFolder(cmd.ErrOrStderr(), f.out, f.replaces(), areCalibrations, func(create func(string) (io.WriteCloser, error)) error {
		if f.compact {
			return writeCompact(lib, set, create)
		}
		return lib.WriteFiles(set, chosen, calibration.Origin{Version: Version, Seed: sim.Default().Seed}, create)
	})
	if err != nil {
		return err
	}
	return f.tell(cmd.OutOrStdout(), lib, chosen, january)
}

// tell prints what was borrowed, how the fit was judged, and what was written.
func (f *calibrateFlags) tell(w io.Writer, lib *calibration.Library, chosen []*calibration.Authority, january int) error {
	var b strings.Builder
	for _, borrowed := range lib.England.Borrowed {
		fmt.Fprintln(&b, borrowed)
	}
	for _, a := range chosen {
		if !a.Valid {
			fmt.Fprintf(&b, "Not valid: %s: %s\n", a.Area.Name, strings.Join(a.Invalid, "; "))
		}
	}
	for _, line := range lib.Diagnosis(chosen) {
		fmt.Fprintln(&b, line)
	}
	count := chosen[0].Area.Name
	if f.all {
		count = fmt.Sprintf("%d authorities", len(chosen))
		for _, r := range lib.LeftOut {
			fmt.Fprintf(&b, "Left out: %s: %s\n", r.Name, r.Why)
		}
	}
	fmt.Fprintf(&b, "Written to %s: %s, from January %d\n", f.out, count, january)
	_, err := io.WriteString(w, folded(b.String(), widthOf(w)))
	return err
}

// writeCompact writes the form that ships.
func writeCompact(lib *calibration.Library, set *evidence.Set, create func(string) (io.WriteCloser, error)) error {
	known, err := create(calibration.EvidenceZip)
	if err != nil {
		return err
	}
	fitted, err := create(calibration.CalibrationsZip)
	if err != nil {
		return errors.Join(err, known.Close())
	}
	return errors.Join(lib.WriteCompact(set, known, fitted), known.Close(), fitted.Close())
}

// isCompact tells whether a folder holds the form that ships, and nothing
// else.
func isCompact(names []string) bool {
	return !slices.ContainsFunc(names, func(name string) bool {
		return name != calibration.EvidenceZip && name != calibration.CalibrationsZip
	})
}

// areCalibrations tells whether all in a folder was written by calibrate.
func areCalibrations(names []string) bool {
	return isCompact(names) || !slices.ContainsFunc(names, func(name string) bool {
		return filepath.Ext(name) != calibration.FileSuffix && name != calibration.EvidenceZip
	})
}

// shippedEvidence reads the evidence that ships. Tests, which give many
// commands, read it once.
var shippedEvidence = calibration.ShippedEvidence

// openEvidence reads evidence: what ships, or that of a folder.
func openEvidence(name string) (*evidence.Set, error) {
	if name == "" {
		return shippedEvidence()
	}
	from, closeFrom, err := openPublished(name)
	if err != nil {
		return nil, use{err}
	}
	defer closeFrom()
	if _, err := fs.Stat(from, "sen2"); err != nil {
		return evidence.ReadSet(from)
	}
	release, err1 := fs.Sub(from, "sen2")
	panel, err2 := fs.Sub(from, "panel")
	if err := errors.Join(err1, err2); err != nil {
		return nil, err
	}
	set, _, err := evidence.Import(release, panel, nil)
	return set, err
}

// lastCensus is the last January for which England's plans are known.
func lastCensus(set *evidence.Set) int {
	years := set.England.Years(evidence.Plans)
	if len(years) == 0 {
		return 0
	}
	return years[len(years)-1]
}
