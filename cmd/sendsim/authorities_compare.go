package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"sendsim/outputs"
	"sendsim/sim"
	"sendsim/sim/finance"
	"sendsim/sim/peers"
)

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
	c, err := peers.Compare(cmd.Context(), world, regime, keys, f.draws, f.seed)
	if err != nil {
		return err
	}
	return f.tell(cmd, outputs.PeersOf(c, len(world.Library.England.National.Rows)), outputs.PeersName)
}

// isPeers tells whether all in a folder was written by a comparison.
func isPeers(names []string) bool {
	return !slices.ContainsFunc(names, func(name string) bool { return name != outputs.PeersName && name != outputs.SplitName })
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
		case sim.IsSum(name):
			say("--%s: %s is a sum, and sums are not compared: allowed are authorities by name or code, which stand beside their neighbours and England as it is; all are put in order by --%s", compareFlag, name, rankFlag)
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
	regime, err := w.Regime(key)
	if err != nil {
		return nil, fmt.Errorf("authorities: --regime: %w; allowed: %s", err, strings.Join(w.Known().Regimes(), ", "))
	}
	return regime, nil
}

// splitDifference tells what makes the difference between two authorities.
func (f *authoritiesFlags) splitDifference(cmd *cobra.Command) error {
	if !cmd.Flags().Changed("draws") {
		f.draws = usualSplitDraws
	}
	world, err := f.calibrations.flagged()
	if err != nil {
		return err
	}
	m, other, err := f.splitting(world)
	if err != nil {
		return use{err}
	}
	if f.out != "" {
		if err := mayReplace(f.out, f.force, isPeers); err != nil {
			return err
		}
	}
	about, _ := aboutRun(world.Library, m)
	s := peers.Splitting{Model: m, Draws: f.draws}
	if s.Other, err = world.Library.Authority(other); err != nil {
		return err
	}
	if why := world.Nation.Structure(s.Other.Area.Code).Warnings(finance.Given{}); len(why) > 0 {
		about.Warnings = append(about.Warnings, named(s.Other.Area.Name, why)...)
	}
	bar := newProgress(cmd.ErrOrStderr(), s.Futures(), f.quiet)
	s.Lives = func(ctx context.Context, m *sim.Model, draws int, open func(int) (sim.Sink, error)) error {
		b := sim.Blocks{Draws: draws, Size: splitBlock}
		return sim.RunBlocks(ctx, m, b, f.workers, bar.countIn(b, open))
	}
	whole, lent, err := s.Of(cmd.Context())
	bar.end()
	if err != nil {
		return err
	}
	told := outputs.SplitsOf(&about, lent, whole)
	return f.tell(cmd, told, outputs.SplitName)
}

// splitBlock is the draws of a block of a split: few, so that every worker has
// some.
const splitBlock = 50

// splitting is the model of the one authority, and the key of the other.
func (f *authoritiesFlags) splitting(w *sim.World) (m *sim.Model, other string, err error) {
	keys, err := f.compared(w)
	s := sim.DefaultFor(w.Known())
	s.Areas, s.RatesOf, s.Draws, s.Years, s.Seed = keys, f.ratesOf, f.draws, f.years, f.seed
	if f.regime != "" {
		s.Regime = f.regime
	}
	if err == nil && len(keys) != 1 {
		err = fmt.Errorf("authorities: --%s goes with one authority in --%s, not %d", ratesOfFlag, compareFlag, len(keys))
	}
	if f.workers < 1 {
		err = errors.Join(err, fmt.Errorf("authorities: --workers %d is out of range; allowed: 1 or more", f.workers))
	}
	if err == nil {
		err = s.Check(w.Known())
	}
	if err == nil && s.RatesOf == s.Areas[0] {
		err = fmt.Errorf("authorities: --%s: %s is the authority itself", ratesOfFlag, s.RatesOf)
	}
	if err != nil {
		return nil, "", err
	}
	other, s.RatesOf = s.RatesOf, ""
	m, err = sim.NewModel(w, s)
	return m, other, err
}

// told is what is printed as a table or as JSON, and written.
type told interface {
	Table(w io.Writer, width int) error
	JSON(w io.Writer) error
	Files(create func(name string) (io.WriteCloser, error)) error
}

// tell writes the folder that was asked for and prints.
func (f *authoritiesFlags) tell(cmd *cobra.Command, what told, file string) error {
	if f.out != "" {
		if err := writeFolder(cmd.ErrOrStderr(), f.out, f.force, isPeers, what.Files); err != nil {
			return err
		}
	}
	w := cmd.OutOrStdout()
	if f.asJSON {
		return what.JSON(w)
	}
	var b strings.Builder
	if err := what.Table(&b, widthOf(w)); err != nil {
		return err
	}
	if f.out != "" {
		fmt.Fprintf(&b, "\nWritten to %s: %s\n", f.out, file)
	}
	return writeTable(w, b.String())
}
