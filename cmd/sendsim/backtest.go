package main

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"sendsim/calibration/trials"
	"sendsim/outputs"
)

// backtestFlags say what is forecast from where, and where the scorecard goes.
type backtestFlags struct {
	origins, horizons, authority string
	evidence, out                string
	draws                        int
	force, quiet, asJSON, whole  bool
}

// newBacktest scores forecasts of years that have since been published.
func newBacktest() *cobra.Command {
	f := &backtestFlags{}
	cmd := &cobra.Command{
		Use:   "backtest",
		Short: "Score forecasts of past years against what came",
		Long: `Forecast from each of a row of January censuses with what was known by that
June, fitted anew each time, and score the draws against what has been
published since: CRPS, weighted interval score, MAPE, bias, coverage, width and
PIT, beside last growth, a straight line, ARIMA and damped Holt fitted by the
same code. Prints the scores; with --out it writes the scorecard as a page with
pictures, as JSON and as Arrow. All authorities are fitted, whichever are
scored; those that came of one that was divided are scored as one.`,
		Example: `  sendsim backtest
  sendsim backtest --origins 2018:2022 --horizons 1:3 --authority region:london
  sendsim backtest --evidence evidence --out scorecard`,
		Args: words(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error { return f.run(cmd) },
	}
	flags := cmd.Flags()
	flags.StringVar(&f.origins, "origins", "", "January censuses `FIRST:LAST` to forecast from (default all that can be scored)")
	flags.StringVar(&f.horizons, "horizons", fmt.Sprintf("1:%d", trials.MostHorizons), "years ahead, `FIRST:LAST`")
	flags.StringVarP(&f.authority, "authority", "a", "", "`NAME` or code; a,b; region:NAME (default all)")
	flags.IntVar(&f.draws, "draws", trials.StandardDraws, "draws of each forecast")
	flags.StringVar(&f.evidence, "evidence", "", "`FOLDER` or zip of evidence, or of the published files (default what ships)")
	flags.StringVarP(&f.out, "out", "o", "", "the `FOLDER` that is written")
	flags.BoolVar(&f.whole, "simulator", false, "try the whole simulator too, from the origins that it can start from: minutes")
	flags.BoolVar(&f.force, "force", false, "replace the scorecard in FOLDER")
	flags.BoolVarP(&f.quiet, "quiet", "q", false, "no progress")
	flags.BoolVar(&f.asJSON, "json", false, "print the scores as JSON")
	return cmd
}

func (f *backtestFlags) run(cmd *cobra.Command) error {
	trial, err := f.trial()
	if err != nil {
		return err
	}
	if f.out != "" {
		if err := mayReplace(f.out, f.force, isScorecard); err != nil {
			return err
		}
	}
	ctx := cmd.Context()
	trial.Told = func(forecaster string, origin int) error {
		if !f.quiet {
			fmt.Fprintf(cmd.ErrOrStderr(), "January %d: %s\n", origin, forecaster)
		}
		return ctx.Err()
	}
	card, err := trial.Scorecard()
	if err != nil {
		return err
	}
	s := outputs.Scorecard{Scorecard: card}
	if f.out != "" {
		if err := writeFolder(cmd.ErrOrStderr(), f.out, f.force, isScorecard, s.Files); err != nil {
			return err
		}
	}
	w := cmd.OutOrStdout()
	if f.asJSON {
		return s.ScoresJSON(w)
	}
	if err := s.Table(w, widthOf(w)); err != nil {
		return err
	}
	if f.out != "" {
		_, err = fmt.Fprintf(w, "Written to %s: %s\n", f.out, strings.Join(outputs.ScorecardFiles(), ", "))
	}
	return err
}

// trial is the back-test that the flags ask for.
func (f *backtestFlags) trial() (*trials.Trial, error) {
	nearest, last, err := span("--horizons", f.horizons, 1, trials.MostHorizons)
	if err != nil {
		return nil, err
	}
	const fewest = 20 // to have a 95 % interval at all
	if f.draws < fewest {
		return nil, use{fmt.Errorf("backtest: --draws %d: at least %d", f.draws, fewest)}
	}
	set, err := openEvidence(f.evidence)
	if err != nil {
		return nil, err
	}
	t := trials.Standard(set)
	t.Draws, t.Nearest, t.Horizons, t.WithWhole = f.draws, nearest, last, f.whole
	if f.origins != "" {
		if t.First, t.Last, err = span("--origins", f.origins, trials.EarliestOrigin, t.Last); err != nil {
			return nil, err
		}
	}
	if f.whole && (f.origins != "" || f.authority != "") {
		return nil, use{errors.New("backtest: --simulator goes with all origins and authorities")}
	}
	if f.authority != "" {
		if err := t.Choose(strings.Split(f.authority, ",")); err != nil {
			return nil, use{err}
		}
	}
	return t, nil
}

// span reads FIRST:LAST, or one number, between two ends.
func span(flag, text string, least, most int) (first, last int, err error) {
	from, to, two := strings.Cut(text, ":")
	if !two {
		to = from
	}
	first, err1 := strconv.Atoi(from)
	last, err2 := strconv.Atoi(to)
	if errors.Join(err1, err2) != nil || first > last || first < least || last > most {
		return 0, 0, use{fmt.Errorf("backtest: %s %s: expected FIRST:LAST, from %d to %d", flag, text, least, most)}
	}
	return first, last, nil
}

// isScorecard tells whether all in a folder was written by backtest.
func isScorecard(names []string) bool {
	return !slices.ContainsFunc(names, func(name string) bool {
		return !slices.Contains(outputs.ScorecardFiles(), name)
	})
}
