package outputs

import (
	"fmt"
	"io"
	"math"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"

	"sendsim/calibration/trials"
)

// Condition is what every interval of a forecast stands under.
const Condition = "if the law and the funding system stay as announced"

// The files of a scorecard.
const (
	ScorecardJSON     = "scorecard.json"
	ScorecardArrow    = "scores.arrow"
	ScorecardPage     = "scorecard.md"
	ScorecardCoverage = "scorecard-coverage.svg"
	ScorecardPIT      = "scorecard-pit.svg"
	ScorecardSkill    = "scorecard-skill.svg"
)

// Scorecard is how a back-test is told: as a table, as Arrow, and as one page
// with its pictures.
type Scorecard struct{ *trials.Scorecard }

// scoreColumns head the table of scores.
var scoreColumns = []string{"years", "forecaster", "CRPS", "WIS", "MAPE", "bias", "c50", "c80", "c90", "c95", "w80", "w95"}

// scoreRow is a line of scores as the tables show it.
func scoreRow(l *trials.Line) []string {
	row := []string{
		fmt.Sprint(l.Horizon), l.Forecaster, inPercent(l.CRPS), inPercent(l.WIS), inPercent(l.MAPE), inPercent(l.Bias),
	}
	for _, c := range l.Coverage {
		row = append(row, share(c))
	}
	const at80, at95 = 1, 3
	return append(row, inPercent(l.Width[at80]), inPercent(l.Width[at95]))
}

// beyondSense is the per cent above which a score says only that the forecast
// came apart.
const beyondSense = 999

func inPercent(v float64) string {
	if math.Abs(v) > beyondSense {
		return fmt.Sprintf("over %d", beyondSense)
	}
	return fmt.Sprintf("%.2f", v)
}

func share(v float64) string { return fmt.Sprintf("%.3f", v) }

// Table prints the bars and the scores of each target, as text.
func (s Scorecard) Table(w io.Writer, width int) error {
	var b strings.Builder
	b.WriteString(Wrapped(s.heading(), min(width, proseWidth), "  ") + "\n")
	for _, target := range s.targets() {
		fmt.Fprintf(&b, "%s, per cent of the figure at the origin; coverage as shares\n", upperFirst(target))
		t := newScoreTable(scoreColumns)
		for i := range s.Scores {
			if l := &s.Scores[i]; l.Target == target {
				appendRow(t, scoreRow(l))
			}
		}
		b.WriteString(t.Render() + "\n\n")
	}
	b.WriteString("CRPS skill of " + s.About.Published + " (95 % of a bootstrap over origins and authorities)\n")
	t := newScoreTable([]string{"years", "target", "against", "skill", "low", "high", "wins"})
	for _, k := range s.Skills {
		appendRow(t, []string{fmt.Sprint(k.Horizon), k.Target, k.Against, share(k.Skill), share(k.Low), share(k.High), share(k.Wins)})
	}
	b.WriteString(t.Render() + "\n\n")
	for _, line := range s.verdicts() {
		b.WriteString(Wrapped(line, min(width, proseWidth), "  "))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// heading says what was tried.
func (s Scorecard) heading() string {
	a := &s.About
	model := ""
	if a.Model != "" {
		model = "model " + a.Model + ", "
	}
	return fmt.Sprintf("Back-test: origins January %d to January %d, %d to %d years ahead, figures to January %d; %d authorities at constant geography, %s draws; %sdata %s",
		a.First, a.Last, a.Nearest, a.Horizons, a.Census, a.Authorities, grouped(float64(a.Draws)), model, a.Data)
}

// verdicts says which bars are met, and names each that is not.
func (s Scorecard) verdicts() []string {
	met := 0
	var missed []string
	for i := range s.Bars {
		b := &s.Bars[i]
		if b.Met {
			met++
			continue
		}
		missed = append(missed, fmt.Sprintf("Missed: %s is %s; the bar is %s", barName(b), b.Result(), b.Goal()))
	}
	return append([]string{fmt.Sprintf("Of %d bars %d are met.", len(s.Bars), met)}, missed...)
}

// barName is what a bar is about, with its horizon.
func barName(b *trials.Bar) string {
	if b.Horizon == 0 {
		return b.Says
	}
	return fmt.Sprintf("%s, %s ahead", b.Says, years(b.Horizon))
}

func years(n int) string {
	if n == 1 {
		return "1 year"
	}
	return fmt.Sprintf("%d years", n)
}

// targets are those that were scored, in order.
func (s Scorecard) targets() []string {
	var list []string
	for i := range s.Scores {
		if t := s.Scores[i].Target; len(list) == 0 || list[len(list)-1] != t {
			list = append(list, t)
		}
	}
	return list
}

func upperFirst(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

func newScoreTable(header []string) table.Writer {
	t := table.NewWriter()
	appendRow := table.Row{}
	var configs []table.ColumnConfig
	for i, h := range header {
		appendRow = append(appendRow, h)
		align := text.AlignRight
		if h == "forecaster" || h == "target" || h == "against" {
			align = text.AlignLeft
		}
		configs = append(configs, table.ColumnConfig{Number: i + 1, Align: align, AlignHeader: align})
	}
	t.AppendHeader(appendRow)
	t.SetColumnConfigs(configs)
	t.SetStyle(table.StyleLight)
	t.Style().Format.Header = text.FormatDefault
	t.Style().Options = table.Options{SeparateHeader: true}
	t.Style().Box.PaddingLeft = ""
	return t
}

func appendRow(t table.Writer, cells []string) {
	row := make(table.Row, len(cells))
	for i, c := range cells {
		row[i] = c
	}
	t.AppendRow(row)
}
