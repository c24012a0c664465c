package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"sendsim/cohorts"
	"sendsim/outputs"
	"sendsim/sim"
	"sendsim/sim/finance"
)

// newExplain tells one future.
func newExplain() *cobra.Command {
	f := &runFlags{}
	draw, near, column, term, all := 0, "", outputs.ColCumulative, "", false
	cmd := &cobra.Command{
		Use:   "explain [SCENARIO.yaml]",
		Short: "Tell one future step by step, down to the published figures",
		Long: `Tell one future: the published figures it starts from, what is rare in what was
drawn, and what came of it year by year. With --term, that term step by step;
with --all, every term, all that was drawn, and how each year's account comes
about.`,
		Example: `  sendsim explain --draw 17
  sendsim explain --near p90 --column plans --draws 1000
  sendsim explain --term 2027-autumn
  sendsim explain --all`,
		Args: words(0, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			switch said := cmd.Flags().Changed; {
			case said("draw") && near != "":
				return use{errors.New("--draw and --near each name a future: say one of them")}
			case said("column") && near == "":
				return use{errors.New("--column is of --near: say --near p50, too, or another quantile")}
			case said("term") && all:
				return use{errors.New("--term tells one term and --all every one: say one of them")}
			}
			world, s, _, err := f.scenario(cmd, args)
			if err != nil {
				return err
			}
			model, err := sim.NewModel(world, s)
			if err != nil {
				return err
			}
			only, err := termFlag(term, s)
			if err != nil {
				return err
			}
			area := &model.Areas[len(model.Areas)-1]
			if area.NoMoney() != "" && !cmd.Flags().Changed("column") {
				column = outputs.ColPlans
			}
			var told strings.Builder
			if near != "" {
				if draw, err = nearest(cmd.Context(), model, near, column); err != nil {
					return err
				}
				fmt.Fprintf(&told, "Of %s futures, number %d is nearest to %s of %s in %s.\n\n", outputs.WithCommas(float64(s.Draws), 0), draw, strings.ToUpper(near), column, finance.FinancialYear(s.Start+s.Years-1))
			}
			if draw < 0 || draw >= sim.MaxDraws {
				return use{fmt.Errorf("--draw %d is out of range; allowed: 0 to %d", draw, sim.MaxDraws-1)}
			}
			if draw >= s.Draws {
				fmt.Fprintf(&told, "A run of %s draws has the futures 0 to %d. Future %d is that of any run of %s draws or more: a future is the same in all of them.\n\n", outputs.WithCommas(float64(s.Draws), 0), s.Draws-1, draw, outputs.WithCommas(float64(draw+1), 0))
			}
			title := titleOf(model)
			if own := ownCalibrations(world.Library, model); own != "" {
				title += "; " + own
			}
			if f.json {
				return outputs.StoriesJSON(cmd.OutOrStdout(), model.Tell(draw), title, model.Local != nil, only, f.fullCounts)
			}
			for _, story := range model.Tell(draw) {
				if only == nil && !all {
					err = outputs.WriteStoryYears(&told, &story, title, f.fullCounts)
				} else {
					err = outputs.WriteStory(&told, &story, title, only, f.fullCounts)
				}
				if err != nil {
					return err
				}
			}
			if all && area.NoMoney() == "" {
				formulas(&told)
			}
			w := cmd.OutOrStdout()
			return writeTable(w, folded(told.String(), widthOf(w)))
		},
	}
	f.scenarioFlags(cmd)
	flags := cmd.Flags()
	flags.IntVar(&draw, "draw", 0, "number of the future, from 0")
	flags.StringVar(&near, "near", "", "the future nearest a quantile, as `p50`, of the column in the last year")
	flags.StringVar(&column, "column", column, "column for --near")
	flags.StringVar(&term, "term", "", "this term alone, as `2027-autumn`")
	flags.BoolVar(&all, "all", false, "every term, all that was drawn, and each year's account")
	flags.BoolVar(&f.json, "json", false, "print all of it as JSON")
	return cmd
}

// titleOf is the law and funding that a model supposes, and whether it was made
// with a council's own figures.
func titleOf(m *sim.Model) string {
	if m.Local != nil {
		return m.Regime.Title + "; contains local data"
	}
	return m.Regime.Title
}

// formulas lists the columns that are worked out from others.
func formulas(w *strings.Builder) {
	fmt.Fprintln(w, "How columns are worked out from one another (sendsim columns lists them all)")
	for i := range outputs.Columns {
		if c := &outputs.Columns[i]; c.Formula != "" {
			fmt.Fprintf(w, "  %-44s = %s\n", c.Name, c.Formula)
		}
	}
}

// termFlag reads a term; none is nil.
func termFlag(text string, s *sim.Scenario) (*cohorts.Term, error) {
	if text == "" {
		return nil, nil
	}
	t, err := cohorts.ParseTerm(text)
	if err != nil {
		return nil, use{fmt.Errorf("--term: %w", err)}
	}
	if t.Before(s.First()) || s.Last().Before(t) {
		return nil, use{fmt.Errorf("--term: %s is not lived; allowed: %s to %s", t, s.First(), s.Last())}
	}
	return &t, nil
}

// nearest is the draw whose column in the last year is nearest to a quantile.
func nearest(ctx context.Context, m *sim.Model, near, column string) (int, error) {
	p, err := strconv.ParseFloat(strings.TrimPrefix(strings.ToLower(near), "p"), 64)
	if err != nil || p <= 0 || p >= 100 {
		return 0, use{fmt.Errorf("--near: %q is not a quantile; allowed: p1 to p99", near)}
	}
	c, ok := outputs.ColumnNamed(column)
	if !ok {
		return 0, use{fmt.Errorf("--column: %q is no column; see sendsim columns", column)}
	}
	if why := m.Areas[len(m.Areas)-1].NoMoney(); why != "" && c.Unit == outputs.UnitPounds {
		return 0, use{fmt.Errorf("--column: there is no %s: %s; plans will do", column, why)}
	}
	all := &lastYear{of: c, values: make([]float64, m.Scenario.Draws), year: m.Scenario.Start + m.Years - 1, area: len(m.Areas) - 1}
	open := func(int) (sim.Sink, error) { return all, nil }
	if err := sim.Run(ctx, m, m.Scenario.Draws, runtime.NumCPU(), open); err != nil {
		return 0, err
	}
	order := make([]int, len(all.values))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(all.values[a], all.values[b]) })
	return order[min(len(order)-1, int(math.Floor(p/100*float64(len(order)))))], nil
}

// lastYear keeps one column of the last year of every draw. Blocks write to
// places of their own.
type lastYear struct {
	of         *outputs.Column
	values     []float64
	year, area int
}

// Year keeps the value.
func (l *lastYear) Year(y *sim.YearEnd) {
	if y.Year == l.year && y.Area == l.area {
		l.values[y.Draw] = l.of.Of(y)
	}
}

// Close does nothing.
func (l *lastYear) Close() error { return nil }
