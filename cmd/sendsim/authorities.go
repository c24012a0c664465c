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
	force, asJSON   bool
}

const (
	compareFlag = "compare"
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
against England: new plans for each thousand children by age, plans, net leaving,
settings, needs, costs, each with its range, and where a difference is more than
chance.`,
		Example: `  sendsim authorities
  sendsim authorities --compare kent
  sendsim authorities --compare kent,newham --out kent-newham`,
		Args: words(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error { return f.run(cmd) },
	}
	flags := cmd.Flags()
	f.calibrations.addFolder(cmd)
	flags.StringVar(&f.compare, compareFlag, "", "authorities to compare, by `NAMES` or codes: a,b")
	flags.StringVar(&f.regime, "regime", "", "of --compare: law and funding, by name; see sendsim regimes")
	flags.IntVarP(&f.draws, "draws", "n", usualPeerDraws, "of --compare: joint draws")
	flags.Uint64Var(&f.seed, "seed", sim.Default().Seed, "of --compare: seed of all luck")
	flags.StringVarP(&f.out, "out", "o", "", "of --compare: write "+outputs.PeersName+" in this `FOLDER`")
	flags.BoolVar(&f.force, "force", false, "replace the comparison in FOLDER")
	flags.BoolVar(&f.asJSON, "json", false, "print as JSON")
	return cmd
}

func (f *authoritiesFlags) run(cmd *cobra.Command) error {
	if cmd.Flags().Changed(compareFlag) {
		return f.comparePeers(cmd)
	}
	for _, name := range []string{"regime", "draws", "seed", "out", "force"} {
		if cmd.Flags().Changed(name) {
			return use{fmt.Errorf("authorities: --%s goes with --%s", name, compareFlag)}
		}
	}
	l, err := f.list()
	if err != nil {
		return err
	}
	return l.print(cmd.OutOrStdout(), f.asJSON)
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
