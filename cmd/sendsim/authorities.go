package main

import (
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"sendsim/calibration"
	"sendsim/internal/disclosure"
	"sendsim/internal/shell"
	"sendsim/outputs"
	"sendsim/sim"
	"sendsim/sim/finance"
)

// authoritiesFlags say what is told of the authorities: who ships, or how some
// stand to one another.
type authoritiesFlags struct {
	calibrations             calibrationFlags
	compare, ratesOf, regime string
	rank, year               string
	draws, years, workers    int
	seed                     uint64
	out                      string
	force, quiet, asJSON     bool
}

const (
	compareFlag = "compare"
	rankFlag    = "rank"
	ratesOfFlag = "with-rates-of"
	// usualPeerDraws are enough for a difference to be called with a chance of
	// error of one in a thousand.
	usualPeerDraws = 1000
	// usualSplitDraws tell the means of the parts to some per cent, within a
	// minute.
	usualSplitDraws = 250
	mostPeers       = 6
)

// newAuthorities lists who can be run, or compares some.
func newAuthorities() *cobra.Command {
	f := &authoritiesFlags{}
	cmd := &cobra.Command{
		Use:   "authorities",
		Short: "The authorities that can be run, and how they stand to one another",
		Long: `List the authorities that can be run, and those left out. With --compare, hold
some against one another, against their statistical neighbours as published and
against England: new plans for each thousand children by age, plans, net
leaving, settings, needs, costs, each with its range, and where a difference is
more than chance. With --with-rates-of, split the difference that two
authorities come to into population, rates, mix, prices and grant. With --rank,
put all in order by a measure of the futures: what ships of a run of all
authorities (sendsim run --authority all makes another).`,
		Example: `  sendsim authorities
  sendsim authorities --compare kent
  sendsim authorities --compare kent,newham --out kent-newham
  sendsim authorities --compare kent --with-rates-of newham
  sendsim authorities --rank deficit-share --year 2027-28`,
		Args: words(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error { return f.run(cmd) },
	}
	flags := cmd.Flags()
	f.calibrations.addFolder(cmd)
	flags.StringVar(&f.compare, compareFlag, "", "authorities to compare, by `NAMES` or codes: a,b")
	flags.StringVar(&f.ratesOf, ratesOfFlag, "", "of --compare: what makes the difference between one authority and another, by `NAME` or code")
	flags.IntVarP(&f.years, "years", "y", outputs.CautionYears, "of --with-rates-of: financial years, the last of which is told")
	flags.IntVarP(&f.workers, "workers", "w", runtime.NumCPU(), "of --with-rates-of: workers; results are the same for any number")
	flags.BoolVarP(&f.quiet, "quiet", "q", false, "of --with-rates-of: no progress")
	flags.StringVar(&f.rank, rankFlag, "", "`MEASURE` to rank by: "+strings.Join(measureKeys(), ", "))
	flags.StringVar(&f.year, "year", "", "of --rank: the financial `YEAR`, as 2027-28 (default the last of the first five)")
	flags.StringVar(&f.regime, "regime", "", "of --compare: law and funding, by name; see sendsim regimes")
	flags.IntVarP(&f.draws, "draws", "n", usualPeerDraws, fmt.Sprintf("of --compare: joint draws (of --with-rates-of %d)", usualSplitDraws))
	flags.Uint64Var(&f.seed, "seed", sim.Default().Seed, "of --compare: seed of all luck")
	flags.StringVarP(&f.out, "out", "o", "", "of --compare: write "+outputs.PeersName+", or "+outputs.SplitName+", in this `FOLDER`")
	flags.BoolVar(&f.force, "force", false, "replace the comparison in FOLDER")
	flags.BoolVar(&f.asJSON, "json", false, "print as JSON")
	return cmd
}

// flagsOf are the flags that go with each of these alone.
var flagsOf = map[string][]string{
	compareFlag: {"regime", "draws", "seed", "out", "force", ratesOfFlag},
	ratesOfFlag: {"years", "workers", "quiet"},
	rankFlag:    {"year"},
}

func (f *authoritiesFlags) run(cmd *cobra.Command) error {
	given := cmd.Flags().Changed
	var faults []error
	for _, with := range []string{compareFlag, ratesOfFlag, rankFlag} {
		for _, name := range flagsOf[with] {
			if given(name) && !given(with) {
				faults = append(faults, fmt.Errorf("authorities: --%s goes with --%s", name, with))
			}
		}
	}
	switch {
	case given(compareFlag) && given(rankFlag):
		faults = append(faults, fmt.Errorf("authorities: --%s or --%s, not both", compareFlag, rankFlag))
	case given(rankFlag) && given(calibrationsFlag):
		faults = append(faults, fmt.Errorf("authorities: --%s is of the calibrations that ship; of others: sendsim run --authority all --%s %s", rankFlag, calibrationsFlag, shell.Word(f.calibrations.folder)))
	}
	if err := errors.Join(faults...); err != nil {
		return use{err}
	}
	switch {
	case given(ratesOfFlag):
		return f.splitDifference(cmd)
	case given(compareFlag):
		return f.comparePeers(cmd)
	case given(rankFlag):
		return f.ranking(cmd)
	}
	l, err := f.list()
	if err != nil {
		return err
	}
	return l.print(cmd.OutOrStdout(), f.asJSON)
}

// ranking prints a ranking of what ships.
func (f *authoritiesFlags) ranking(cmd *cobra.Command) error {
	measure, err := measureNamed(f.rank)
	if err != nil {
		return use{fmt.Errorf("authorities: --%s: %w", rankFlag, err)}
	}
	s, _, err := outputs.ShippedStandings()
	if err != nil {
		return err
	}
	var years []string
	for y := range s.Years {
		years = append(years, finance.FinancialYear(s.FirstYear+y))
	}
	year := min(rankedYear, s.Years-1)
	if f.year != "" {
		if year = slices.Index(years, f.year); year < 0 {
			return use{fmt.Errorf("authorities: --year: %q is no financial year of the ranking; allowed: %s to %s", f.year, years[0], years[len(years)-1])}
		}
	}
	w := cmd.OutOrStdout()
	if f.asJSON {
		return s.JSON(w, year, measure)
	}
	var b strings.Builder
	if err := s.Table(&b, year, measure, widthOf(w)); err != nil {
		return err
	}
	return writeTable(w, b.String())
}

// list is who ships, and who is left out.
func (f *authoritiesFlags) list() (listing, error) {
	lib, err := openLibrary(f.calibrations.folder)
	if err != nil {
		return listing{}, err
	}
	l := listing{
		header: []string{"key", "name", "code", "region", "plans", "valid", "notes"},
		prose:  []string{"notes"}, spare: []string{"name", "code"},
	}
	for _, a := range lib.Authorities {
		l.rows = append(l.rows, []string{
			a.Area.Key, a.Area.Name, a.Area.Code, a.Area.Region, shownPlans(a.Structure.Children()),
			fmt.Sprint(a.Valid), strings.Join(append(append([]string{}, a.Invalid...), a.Warnings...), "; "),
		})
	}
	for _, o := range lib.Others {
		l.rows = append(l.rows, []string{o.Area.Key, o.Area.Name, o.Area.Code, o.Area.Region, "", "not calibrated", ""})
	}
	for _, r := range lib.LeftOut {
		name := r.Name
		if slices.ContainsFunc(lib.Authorities, func(a *calibration.Authority) bool { return a.Area.Name == name }) {
			name = fmt.Sprintf("the former %s (%s)", name, r.Code)
		}
		l.rows = append(l.rows, []string{"", r.Name, r.Code, "", "", "left out", name + ", left out: " + r.Why})
	}
	return l, nil
}

// shownPlans is a number of children with a plan, unless it is small.
func shownPlans(n int) string {
	if disclosure.Hidden(float64(n)) {
		return disclosure.Mark
	}
	return fmt.Sprint(n)
}
