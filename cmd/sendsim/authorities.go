package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"sendsim/internal/disclosure"
	"sendsim/outputs"
	"sendsim/sim"
	"sendsim/sim/finance"
	"sendsim/sim/peers"
)

// authoritiesFlags say what is told of the authorities: who ships, or how some
// stand to one another.
type authoritiesFlags struct {
	calibrations    calibrationFlags
	compare, regime string
	draws           int
	seed            uint64
	out             string
	rank, year      string
	force, asJSON   bool
}

const (
	compareFlag = "compare"
	rankFlag    = "rank"
	// usualPeerDraws are enough for a difference to be called with a chance of
	// error of one in a thousand.
	usualPeerDraws = 1000
	mostPeers      = 6
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
more than chance. With --rank, put all in order by a measure of the futures:
what ships of a run of all authorities (sendsim run --authority all makes
another).`,
		Example: `  sendsim authorities
  sendsim authorities --compare kent
  sendsim authorities --compare kent,newham --out kent-newham
  sendsim authorities --rank deficit-share --year 2027-28`,
		Args: words(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error { return f.run(cmd) },
	}
	flags := cmd.Flags()
	f.calibrations.addFolder(cmd)
	flags.StringVar(&f.compare, compareFlag, "", "authorities to compare, by `NAMES` or codes: a,b")
	flags.StringVar(&f.rank, rankFlag, "", "`MEASURE` to rank by: "+strings.Join(measureKeys(), ", "))
	flags.StringVar(&f.year, "year", "", "of --rank: the financial `YEAR`, as 2027-28 (default the last of the first five)")
	flags.StringVar(&f.regime, "regime", "", "of --compare: law and funding, by name; see sendsim regimes")
	flags.IntVarP(&f.draws, "draws", "n", usualPeerDraws, "of --compare: joint draws")
	flags.Uint64Var(&f.seed, "seed", sim.Default().Seed, "of --compare: seed of all luck")
	flags.StringVarP(&f.out, "out", "o", "", "of --compare: write "+outputs.PeersName+" in this `FOLDER`")
	flags.BoolVar(&f.force, "force", false, "replace the comparison in FOLDER")
	flags.BoolVar(&f.asJSON, "json", false, "print as JSON")
	return cmd
}

// flagsOf are the flags that go with each of the two others alone.
var flagsOf = map[string][]string{
	compareFlag: {"regime", "draws", "seed", "out", "force"},
	rankFlag:    {"year"},
}

func (f *authoritiesFlags) run(cmd *cobra.Command) error {
	given := cmd.Flags().Changed
	var faults []error
	for _, with := range []string{compareFlag, rankFlag} {
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
		faults = append(faults, fmt.Errorf("authorities: --%s is of the calibrations that ship; of others: sendsim run --authority all --%s %s", rankFlag, calibrationsFlag, outputs.Quoted(f.calibrations.folder)))
	}
	if err := errors.Join(faults...); err != nil {
		return use{err}
	}
	switch {
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

// comparePeers holds authorities against one another.
func (f *authoritiesFlags) comparePeers(cmd *cobra.Command) error {
	world, err := f.calibrations.flagged()
	if err != nil {
		return err
	}
	keys, err := f.compared(world)
	if err != nil {
		return use{err}
	}
	regime, err := f.law(world)
	if err != nil {
		return use{err}
	}
	if f.out != "" {
		if err := mayReplace(f.out, f.force, isPeers); err != nil {
			return err
		}
	}
	c, err := peers.Compare(world, regime, keys, f.draws, f.seed)
	if err != nil {
		return err
	}
	p := outputs.PeersOf(c, len(world.Library.England.National.Rows))
	if f.out != "" {
		if err := writeFolder(cmd.ErrOrStderr(), f.out, f.force, isPeers, p.Files); err != nil {
			return err
		}
	}
	w := cmd.OutOrStdout()
	if f.asJSON {
		return p.JSON(w)
	}
	var b strings.Builder
	if err := p.Table(&b, widthOf(w)); err != nil {
		return err
	}
	if f.out != "" {
		fmt.Fprintf(&b, "\nWritten to %s: %s\n", f.out, outputs.PeersName)
	}
	return writeTable(w, b.String())
}

// isPeers tells whether all in a folder was written by a comparison.
func isPeers(names []string) bool {
	return !slices.ContainsFunc(names, func(name string) bool { return name != outputs.PeersName })
}

// compared is the keys of the authorities to compare, with every fault.
func (f *authoritiesFlags) compared(w *sim.World) (keys []string, err error) {
	const fewest, most = 20, sim.MaxDraws
	var faults []error
	say := func(format string, args ...any) { faults = append(faults, fmt.Errorf("authorities: "+format, args...)) }
	known := w.Known()
	for _, name := range sim.ParseAreas(f.compare, known) {
		key, err := known.Authority(name)
		switch {
		case err != nil:
			say("--%s: %w", compareFlag, err)
		case known.Unfit(key) != "":
			say("--%s: %s: %s", compareFlag, key, known.Unfit(key))
		case slices.Contains(keys, key):
			say("--%s: %s stands here twice; take one away", compareFlag, key)
		default:
			keys = append(keys, key)
		}
	}
	if len(keys) > mostPeers {
		say("--%s: %d authorities; allowed: up to %d", compareFlag, len(keys), mostPeers)
	}
	if len(keys) == 0 && len(faults) == 0 {
		say("--%s is empty; allowed: an authority, or several as a,b", compareFlag)
	}
	if f.draws < fewest || f.draws > most {
		say("--draws %d is out of range; allowed: %d to %d", f.draws, fewest, most)
	}
	return keys, errors.Join(faults...)
}

// law is the regime that is asked for, or that of the time of the start.
func (f *authoritiesFlags) law(w *sim.World) (*finance.Regime, error) {
	key := f.regime
	if key == "" {
		key = finance.RegimeOf(w.Library.January())
	}
	return w.Regime(key)
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
		l.rows = append(l.rows, []string{"", r.Name, r.Code, "", "", "left out", r.Name + ", left out: " + r.Why})
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
