package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"sendsim/calibration/local"
	"sendsim/internal/shell"
	"sendsim/outputs"
	"sendsim/outputs/report"
	"sendsim/outputs/spreadsheet"
)

// formats are what a report can be written as: by the flag that asks for it.
// The first is written where none does.
var formats = []struct {
	flag, file, says string
	write            func(io.Writer, *report.Paper) error
}{
	{"html", "report.html", "one page with charts, tables and sources, which needs nothing beside it and prints to A4", report.WriteHTML},
	{"brief", "brief.html", "one side of A4 for a schools forum, in plain words", report.WriteBrief},
	{"md", "report.md", "the same as a text to paste", report.WriteMarkdown},
	{"charts", "report-charts.zip", "each chart as SVG and PNG with its text alternative, for a paper of one's own", report.WriteCharts},
	{"xlsx", "report.xlsx", "a workbook to reckon with: summary, DSG management plan, specialist places, draws, levers", spreadsheet.Write},
}

// reportFlags are the flags of report.
type reportFlags struct {
	asked         map[string]*bool // by format
	out, actuals  string
	area, subject string
}

// newReport lays a run before a committee.
func newReport() *cobra.Command {
	f := &reportFlags{asked: map[string]*bool{}}
	cmd := &cobra.Command{
		Use:   "report RUN_DIR",
		Short: "Lay a run or a comparison before a committee",
		Long: `Write a report of the folder of a run or of a comparison: what was asked, the
answer with its range, charts with their tables, levers with their evidence,
assumptions, sources, and how to make it again. Several plans that were compared
with one base stand side by side. Nothing in it is fetched from elsewhere. The
folder is read, and refused where a file of it is missing or changed. A report
that stands there is replaced.`,
		Example: `  sendsim report runs/plan
  sendsim report runs/plan --brief --md
  sendsim report runs/plan --actuals outturn.csv --out papers`,
		Args: words(1, mostCompared),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 1 {
				return severalReported(args)
			}
			return f.run(cmd, args[0])
		},
	}
	flags := cmd.Flags()
	for i, one := range formats {
		says := one.says
		if i == 0 {
			says += " (what is written where nothing else is asked for)"
		}
		f.asked[one.flag] = flags.Bool(one.flag, false, "write "+one.file+": "+says)
	}
	flags.StringVarP(&f.out, "out", "o", "", "the `FOLDER` to write to (default RUN_DIR)")
	flags.StringVar(&f.actuals, "actuals", "", "`FILE.csv` of what came, with the columns year, measure and value, to be marked on the charts")
	flags.StringVarP(&f.area, "authority", "a", "", "`NAME` or code of which to report, where the run has several (default the last: their sum)")
	flags.StringVar(&f.subject, "scenario", "", "`NAME` of the scenario to report in detail, where several are compared (default their base, with all of them side by side)")
	return cmd
}

// severalReported says how runs are laid side by side: on the same luck, by a
// comparison of their scenarios, which refuses what has none in common.
func severalReported(folders []string) error {
	line := "sendsim compare"
	for _, folder := range folders {
		at := filepath.Join(folder, outputs.ScenarioName)
		if _, err := os.Stat(at); err != nil { // a comparison has those of its runs
			at = filepath.Join(folder, "SCENARIO", outputs.ScenarioName)
		}
		line += " " + shell.Word(at)
	}
	return use{fmt.Errorf("report: a report is of one folder. Plans stand side by side in the report of a comparison of them, against the first of them: %s", line)}
}

// isReport tells whether a file of a run's folder is a report of it.
func isReport(name string) bool {
	for _, f := range formats {
		if path.Base(name) == f.file {
			return true
		}
	}
	return false
}

func (f *reportFlags) run(cmd *cobra.Command, name string) error {
	p, err := f.paper(name)
	if err != nil {
		return err
	}
	var files []local.Table
	for i, one := range formats {
		if !*f.asked[one.flag] && (i > 0 || f.any()) {
			continue
		}
		var b bytes.Buffer
		if err := one.write(&b, p); err != nil {
			return fmt.Errorf("%s: %w", one.file, err)
		}
		if err := cmd.Context().Err(); err != nil {
			return err
		}
		files = append(files, local.Table{Name: one.file, Text: b.Bytes()})
	}
	target := f.out
	if target == "" {
		target = name
	}
	if err := writeFiles(cmd.ErrOrStderr(), target, files, true); err != nil {
		return err
	}
	var b strings.Builder
	for _, file := range files {
		fmt.Fprintf(&b, "Written: %s\n", filepath.Join(target, file.Name))
	}
	_, err = io.WriteString(cmd.OutOrStdout(), b.String())
	return err
}

// any tells whether a format was asked for.
func (f *reportFlags) any() bool {
	for _, asked := range f.asked {
		if *asked {
			return true
		}
	}
	return false
}

// paper reads a folder, and what is known beside it.
func (f *reportFlags) paper(name string) (*report.Paper, error) {
	if info, err := os.Stat(name); err == nil && !info.IsDir() {
		return nil, use{fmt.Errorf("%s is a file: a report is of the folder of a run or of a comparison", name)}
	}
	if isSweep(name) {
		return nil, aSweep(name)
	}
	opened, err := outputs.Open(os.DirFS(name), Version)
	var refused outputs.Refused
	if errors.As(err, &refused) {
		return nil, use{fmt.Errorf("%s: %w", name, err)}
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	p := &report.Paper{Opened: opened, Version: Version, Folder: name, Command: madeBy(opened.Manifest, name)}
	if p.Area, err = f.areaOf(opened.Runs[0].Summary.Areas); err != nil {
		return nil, use{err}
	}
	if p.Detail, err = f.detailOf(opened.Runs); err != nil {
		return nil, use{err}
	}
	if p.Alternatives, err = opened.Alternatives(p.Area); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	p.Known, p.Unproven = knownOf(name, opened, p.Area)
	return p, f.mark(p)
}

// mark reads what came.
func (f *reportFlags) mark(p *report.Paper) error {
	if f.actuals == "" {
		return nil
	}
	all, err := report.ReadActuals(os.DirFS(filepath.Dir(f.actuals)), filepath.Base(f.actuals), p.Summary())
	if err != nil {
		return use{err}
	}
	return p.Mark(all)
}

// madeBy is the commands that made a folder, and that compare it.
func madeBy(m outputs.Manifest, name string) []string {
	return []string{m.Line(), "sendsim verify " + shell.Word(name)}
}

// areaOf is the place of the area that is reported.
func (f *reportFlags) areaOf(areas []outputs.Area) (int, error) {
	if f.area == "" {
		return len(areas) - 1, nil
	}
	i := slices.IndexFunc(areas, func(a outputs.Area) bool { return a.Code == f.area || strings.EqualFold(a.Name, f.area) })
	if i < 0 {
		return 0, fmt.Errorf("--authority: %q is not in the run; allowed: %s", f.area, strings.Join(namesOf(areas), ", "))
	}
	return i, nil
}

func namesOf(areas []outputs.Area) []string {
	var names []string
	for _, a := range areas {
		names = append(names, a.Name)
	}
	return names
}

// detailOf is the place of the run that is reported in detail: the scenario, or
// of several their base.
func (f *reportFlags) detailOf(runs []outputs.OpenedRun) (int, error) {
	if f.subject == "" {
		if len(runs) > 2 {
			return 0, nil
		}
		return len(runs) - 1, nil
	}
	var names []string
	for i, r := range runs[1:] {
		if r.Name == f.subject || r.Folder == f.subject {
			return i + 1, nil
		}
		names = append(names, r.Name)
	}
	if len(names) == 0 {
		return 0, fmt.Errorf("--scenario: the folder is of one run, not of a comparison")
	}
	return 0, fmt.Errorf("--scenario: %q is not in the comparison; allowed: %s", f.subject, strings.Join(names, ", "))
}
