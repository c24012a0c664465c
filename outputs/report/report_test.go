package report

import (
	"slices"
	"strings"
	"testing"

	"sendsim/cohorts"
	"sendsim/internal/strict"
	"sendsim/outputs"
	"sendsim/sim/levers"
)

// A small count is not shown, nor is what would give it away beside the total.
func TestOutturnsGiveNoSmallCountAway(t *testing.T) {
	all := []Actual{
		{Year: 2024, Column: "plans", Value: 300},
		{Year: 2024, Column: "plans_phase_early_years", Value: 3},
		{Year: 2024, Column: "plans_phase_mainstream", Value: 150},
		{Year: 2024, Column: "plans_phase_specialist", Value: 140},
		{Year: 2024, Column: "plans_phase_post_16", Value: 7},
		{Year: 2025, Column: "plans_phase_post_16", Value: 7},
		{Year: 2025, Column: "backlog", Value: 4},
		{Year: 2025, Column: "in_year_deficit", Value: 2},
	}
	hide(all)
	var hidden []bool
	for _, a := range all {
		hidden = append(hidden, a.Hidden)
	}
	if want := []bool{false, true, true, true, true, true, true, false}; !slices.Equal(hidden, want) {
		t.Errorf("hidden are %v, want %v", hidden, want)
	}
	if shown(4, false) != "c" || shown(4, true) != "4" || shown(1234, false) != "1,234" {
		t.Error("a count by itself is not shown as it should be")
	}
}

// Figures are said as a finance officer would.
func TestFiguresAreRounded(t *testing.T) {
	for got, want := range map[string]string{
		money(12_345_678): "£12m", money(-3_140_000): "-£3.1m", money(-20_000): "-£20,000", money(1_028_500_000): "£1.03bn", money(999_960_000): "£1.00bn",
		balance(-2e6): "a surplus of £2.0m", balance(2e6): "a deficit of £2.0m",
		balances(-3e6, -1e6): "a surplus between £1.0m and £3.0m", balances(-3e6, 1e6): "between a surplus of £3.0m and a deficit of £1.0m",
		plans(19_407): "19,410", plans(154): "154", plans(1): "1",
		change(145_400): "£145,000 more", change(-2_340_000): "£2.3m less", change(300): "no change", moves(-999_600): "lowers it by £1.0m",
		number(-0.04, 1): "0.0", number(1234567.8, 0): "1,234,568", inMillions(-15e4): "-0.2", inMillions(14e4): "0.1",
		tens(0.82): "in 8 futures of 10", tens(0.001): "in fewer than 1 future of 20", tens(0): "in none of the futures", tens(0.97): "in more than 19 futures of 20",
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// A base of no levers has no name in a sentence; a dial is set to what a reader can
// say, and not to what a file has.
func TestPlansAreToldInWords(t *testing.T) {
	none, other := &outputs.Effect{BaseName: outputs.WithoutLevers}, &outputs.Effect{BaseName: "as now"}
	share := &levers.Dial{Unit: levers.Share}
	for got, want := range map[string]string{
		against(none): "no levers", against(other): "“as now”",
		spanned(share, strict.Exactly(.4)): "40%", spanned(share, strict.Between(.05, .2)): "5% to 20%",
		spanned(share, strict.Around(0, .1, .25)):            "0% to 25%, middle 10%",
		when(cohorts.Term{Year: 2024, Part: cohorts.Spring}): "spring 2025",
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// Beside millions a purse's thousands are said as the table has them.
func TestThousandsBesideMillionsAreSaidAsInTheTable(t *testing.T) {
	purse := func(pounds float64) (b outputs.Payback) {
		for i := range b.Net.Quantiles {
			b.Net.Quantiles[i].Value = pounds
		}
		return b
	}
	beside, alone := sizeBeside([]outputs.Payback{purse(-5.1e6), purse(14_000)}), sizeBeside([]outputs.Payback{purse(14_000)})
	for got, want := range map[string]string{
		beside(14_000): "£0.01m", beside(-5.1e6): "£5.1m", beside(3_000): "", alone(14_000): "£14,000",
		savesOrPays(14_000, beside): "save £0.01m", savesOrPays(-3_000, beside): "neither save nor pay more",
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// What means something to Markdown, or to HTML within it, is text.
func TestMarkdownIsEscaped(t *testing.T) {
	got := plainly("a|b\n# *c* <d> [e](f) `g` ~h~ &amp; \\")
	if want := "a\\|b \\# \\*c\\* &lt;d&gt; \\[e\\](f) \\`g\\` \\~h\\~ &amp;amp; \\\\"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	var b strings.Builder
	(&Block{Code: []string{"one\n## two"}}).markdown(&b)
	if got := b.String(); strings.Contains(got, "\n## ") {
		t.Errorf("a command ends its block: %q", got)
	}
}

// Columns of figures are set to the right, others are not.
func TestColumnsOfFigures(t *testing.T) {
	table := &Table{Head: []string{"year", "a", "b", "c"}, Rows: [][]string{{"2024-25", "1,234", "less than 1 %", "a word"}, {"2025-26", "-", "12 %", "3"}}}
	if got := table.figures(); !slices.Equal(got, []bool{false, true, true, false}) {
		t.Errorf("%v", got)
	}
}

// Of the warnings of a run the brief tells those of the area reported, in plain
// words.
func TestTheBriefTellsTheWarningsOfItsArea(t *testing.T) {
	s := &outputs.Summary{Warnings: []string{"Kent: the opening balance is not published; it is a wide guess", "Rutland: " + hasValve + ": more", "Kent and Rutland together: its calibration is not valid"}}
	s.Areas = []outputs.Area{{Name: "Kent"}, {Name: "Rutland"}, {Name: "all together", Code: "kent+rutland"}}
	p := &Paper{Opened: &outputs.Opened{Runs: []outputs.OpenedRun{{Summary: s}}}, Known: make([]Known, 1)}
	for area, want := range [][3]bool{{true, false, false}, {false, true, false}, {true, true, true}} {
		p.Area = area
		says := strings.Join(briefWarnings(p), " ")
		if got := [3]bool{strings.Contains(says, "a wide guess"), strings.Contains(says, "Rutland has a safety valve"), strings.Contains(says, "did not pass")}; got != want {
			t.Errorf("of %s: %q", s.Areas[area].Name, says)
		}
	}
}

// Several authorities together are named as a reader names them.
func TestASumIsNamedByItsAuthorities(t *testing.T) {
	a := &outputs.About{Areas: []outputs.Area{{Name: "Kent", Code: "1"}, {Name: "Leeds", Code: "2"}, {Name: "all together", Code: "kent+leeds"}}}
	if got := a.Titled(0) + ", " + a.Titled(2); got != "Kent, Kent and Leeds together" {
		t.Errorf("they are %q", got)
	}
}
