package finance

import (
	"bytes"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"testing"
	"text/template"

	_ "embed"

	"sendsim/calibration"
	"sendsim/calibration/evidence"
	"sendsim/cohorts"
	"sendsim/internal/golden"
	"sendsim/internal/rng"
)

//go:embed testdata/finance.md.tmpl
var evidenceText string

// measured is what the page says in figures.
type measured struct {
	Closing, ClosingGuide, State, Independent, Gap, GapValve string
	Costs                                                    []costRow
	Outside                                                  [2]int
	Guides, Valves, Doubtful, Paid                           int
	DoubtfulNames, PaidNames                                 string
	MeanGap, MeanClosing                                     string
	GuideImplied, GuideModelled, ValveImplied, ValveModelled string
	ValveMissing                                             string
	SdGap, Together, SdTrue, Kept, Slope, ChangeSd           string
	BadlyExplained                                           string
	Rows                                                     []pageRow
	ThreeYears, LevelLow, LevelMedian, LevelHigh             string
	Authorities, London                                      int
	LondonAbove, Wiltshire                                   string

	closing float64
}

type costRow struct{ Name, Quantiles, England string }

type pageRow struct{ Name, Region, State, Independent, Closing, Gap, Balance, Notes string }

func percent(x float64) string { return fmt.Sprintf("%.1f", 100*x) }

func quantiles(x []float64, format func(float64) string) string {
	cells := []string{fmt.Sprint(len(x))}
	for _, p := range []float64{.05, .25, .5, .75, .95} {
		cells = append(cells, format(quantile(x, p)))
	}
	return strings.Join(cells, " | ")
}

func mean(x []float64) float64 {
	var sum float64
	for _, v := range x {
		sum += v
	}
	return sum / float64(len(x))
}

// together is the covariance of two lists.
func together(x, y []float64) float64 {
	mx, my, sum := mean(x), mean(y), 0.0
	for i := range x {
		sum += (x[i] - mx) * (y[i] - my)
	}
	return sum / float64(len(x))
}

func measure(n *Nation) measured {
	var m measured
	var closing, closingGuide, state, independent, gap, valve, x, y []float64
	var guideImplied, guideModelled, valveImplied, valveModelled, valveBlock float64
	var doubtful, paid, bad []string
	for _, s := range n.structures {
		if s.Closing.Known {
			closing = append(closing, s.Closing.Residual)
		}
		if s.State.Published > 0 {
			state, independent = append(state, s.State.Factor), append(independent, s.Independent.Factor)
		}
		for i, f := range []Rescaling{s.State, s.Independent} {
			if f.Published > 0 && (f.Factor < leastFactor || f.Factor > greatestFactor) {
				m.Outside[i]++
			}
		}
		switch {
		case !s.Gap.Known:
		case s.Gap.Valve:
			valve = append(valve, s.Gap.Share)
			valveImplied, valveModelled, valveBlock = valveImplied+s.Gap.Implied, valveModelled+s.Gap.Modelled, valveBlock+s.blocks[baseYear]
		case s.Gap.Sign:
			doubtful = append(doubtful, s.Name)
		case s.Gap.Paid:
			paid = append(paid, s.Name)
		default:
			gap, closingGuide = append(gap, s.Gap.Share), append(closingGuide, s.Closing.Residual)
			x, y = append(x, s.Gap.Modelled/s.blocks[baseYear]), append(y, s.Gap.Implied/s.blocks[baseYear])
			guideImplied, guideModelled = guideImplied+s.Gap.Implied, guideModelled+s.Gap.Modelled
		}
		if s.Gap.Known && !s.Gap.Valve && math.Abs(s.Gap.Share) > largeGap {
			bad = append(bad, fmt.Sprintf("%s %s %%", s.Name, percent(s.Gap.Share)))
		}
		m.Rows = append(m.Rows, pageRowOf(s))
	}
	m.Closing, m.ClosingGuide = quantiles(closing, percent), quantiles(closingGuide, percent)
	two := func(x float64) string { return fmt.Sprintf("%.2f", x) }
	m.State, m.Independent = quantiles(state, two), quantiles(independent, two)
	m.Gap, m.GapValve = quantiles(gap, percent), quantiles(valve, percent)
	m.Guides, m.Valves, m.Doubtful, m.DoubtfulNames = len(gap), len(valve), len(doubtful), strings.Join(doubtful, ", ")
	m.Paid, m.PaidNames = len(paid), strings.Join(paid, ", ")
	m.MeanGap, m.MeanClosing = percent(n.gap), percent(mean(closingGuide))
	million := func(x float64) string { return fmt.Sprintf("%.0f", x/1e6) }
	m.GuideImplied, m.GuideModelled = million(guideImplied), million(guideModelled)
	m.ValveImplied, m.ValveModelled = million(valveImplied), million(valveModelled)
	m.ValveMissing = million(valveModelled + 2*n.gap*valveBlock - valveImplied)
	c, v := together(gap, closingGuide), together(gap, gap)
	const keep = 0.5
	variance := c / ((keep + keep*keep) / 2)
	m.SdGap, m.Together = percent(math.Sqrt(v)), fmt.Sprintf("%.2f", c/math.Sqrt(v*together(closingGuide, closingGuide)))
	m.SdTrue, m.Kept = percent(math.Sqrt(variance)), fmt.Sprintf("%.2f", variance*(1+keep)/2/v)
	m.Slope = fmt.Sprintf("%.2f", together(x, y)/together(x, x))
	m.ChangeSd = percent(changeSd(n))
	m.BadlyExplained = strings.Join(bad, ", ")
	m.closing = mean(closingGuide)
	m.ThreeYears = percent((m.closing + 2*n.gap) / 3)
	level := &Parameters()[unexplainedLevel]
	m.LevelLow, m.LevelMedian, m.LevelHigh = percent(level.Quantile(.1)), percent(level.Quantile(.5)), percent(level.Quantile(.9))
	m.Wiltshire = percent(n.Structure("E06000054").Gap.Share)
	m.Authorities = len(n.structures)
	m.Costs = costsOf(n)
	return m
}

// london compares the extract with the full returns of Inner London.
func (m *measured) london(t *testing.T) {
	set, err := readSet()
	if err != nil {
		t.Fatal(err)
	}
	var extract, outturn float64
	for _, f := range set.Authorities {
		full, one := f.Value(evidence.S251Outturn, baseYear, evidence.AllAges, "total_top_up_funding_maintained")
		third, two := f.Value(evidence.TopUp, baseYear, evidence.AllAges, "state")
		if one && two {
			m.London++
			extract, outturn = extract+third, outturn+full
		}
	}
	m.LondonAbove = percent(extract/outturn - 1)
}

// changeSd is the standard deviation of the yearly change of the balance over
// the block, where no safety valve paid.
func changeSd(n *Nation) float64 {
	var changes []float64
	for _, s := range n.structures {
		for y := range s.balances {
			if before, ok := s.balances[y-1]; ok && s.Valve == nil && s.blocks[y] > 0 {
				changes = append(changes, (s.balances[y].Pounds-before.Pounds)/s.blocks[y])
			}
		}
	}
	slices.Sort(changes)
	return math.Sqrt(together(changes, changes))
}

func costsOf(n *Nation) []costRow {
	luck := calibration.LuckOf(rng.Seed(1))
	var costs [cohorts.NumSettings][]float64
	var england Account
	for _, s := range n.structures {
		var tariff Tariff
		start := countsOf(&s.january)
		m := NewMoney(n, s, &Regime{Grant: []Growth{{}}}, nil, certain(map[int]float64{skew: 1e-9}), baseYear, 1)
		m.Settle(0, &luck, &start, &tariff)
		acc := lived(&tariff, countsOf(&s.children), 1, nil)[0]
		england.Add(&acc)
		for at := range costs {
			if s.children[at] >= 10 {
				costs[at] = append(costs[at], tariff.unit[at])
			}
		}
	}
	var rows []costRow
	for _, at := range cohorts.Settings() {
		if len(costs[at]) > 0 && at != cohorts.HomeEducated {
			rows = append(rows, costRow{at.String(), quantiles(costs[at], func(x float64) string { return Round(x).String() }), Round(england.AverageCost(at)).String()})
		}
	}
	return rows
}

func pageRowOf(s *Structure) pageRow {
	row := pageRow{Name: s.Name, State: "-", Independent: "-", Closing: "-", Gap: "-", Balance: "-"}
	factor := func(r Rescaling) string {
		if r.Published == 0 {
			return "-"
		}
		return fmt.Sprintf("%.2f", r.Factor)
	}
	row.State, row.Independent = factor(s.State), factor(s.Independent)
	if s.Closing.Known {
		row.Closing = percent(s.Closing.Residual)
	}
	if s.Gap.Known {
		row.Gap = percent(s.Gap.Share)
	}
	if b, ok := s.balances[baseYear]; ok {
		row.Balance = percent(b.Pounds / s.blocks[baseYear])
	}
	var notes []string
	if s.Valve != nil {
		notes = append(notes, "safety valve")
	}
	if s.gross != 0 {
		notes = append(notes, "gross known")
	}
	if s.Gap.Sign && s.Valve == nil {
		notes = append(notes, "sign of balance?")
	}
	if s.Gap.Paid {
		notes = append(notes, "payments in the balance?")
	}
	row.Notes = strings.Join(append(notes, s.Notes...), "; ")
	return row
}

// The page docs/evidence/finance.md is made of a text and of figures that are
// measured on the published data.
func TestEvidencePage(t *testing.T) {
	n := published(t)
	m := measure(n)
	m.london(t)
	page, err := template.New("page").Parse(evidenceText)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := page.Execute(&out, m); err != nil {
		t.Fatal(err)
	}
	golden.File(t, "../../docs/evidence/finance.md", out.Bytes())
}

// The ranges that rest on measurement hold what is measured.
func TestMeasuredRangesHoldTheMeasurement(t *testing.T) {
	n := published(t)
	m := measure(n)
	list := Parameters()
	var spread float64
	if _, err := fmt.Sscan(m.SdTrue, &spread); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		parameter int
		measured  float64
	}{
		{unexplainedSpread, spread / 100},
		{unexplainedLevel, (m.closing + 2*n.gap) / 3}, // of three years, the last two as one mean
	} {
		p := &list[c.parameter]
		if low, high := p.Quantile(.1), p.Quantile(.9); c.measured < low || c.measured > high {
			t.Errorf("%s: measured %.3f, range %.3f to %.3f", p.Name, c.measured, low, high)
		}
	}
}

// The text of the assumption and the references say what is measured.
func TestWhatIsSaidOfTheGapIsMeasured(t *testing.T) {
	m := measure(published(t))
	references, err := os.ReadFile("../../docs/references.md")
	if err != nil {
		t.Fatal(err)
	}
	says := Parameters()[unexplainedLevel].Says
	if want := m.MeanGap + " % a year in the two years"; !strings.Contains(says, want) {
		t.Errorf("measured %q, said %q", want, says)
	}
	if want := "mean " + m.MeanGap + " % of the block a year"; !strings.Contains(string(references), want) {
		t.Errorf("docs/references.md does not say %q", want)
	}
	if !strings.Contains(says, "nothing in 2021-22") || math.Abs(m.closing) > 0.005 {
		t.Errorf("measured %.3f of the block in 2021-22, said %q", m.closing, says)
	}
}
