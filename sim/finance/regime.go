package finance

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"sendsim/calibration"
	"sendsim/internal/strict"
)

// DefaultRegime is the key of the regime of a scenario that names none.
const DefaultRegime = "announced-2026-11"

// Regime is the law and funding that a run supposes: never a lever, and named
// in every title.
type Regime struct {
	Key     string
	Title   string // to be printed: "law and funding as announced November 2026"
	Grade   string // of its figures [F, D, M, J]
	Sources []string
	// Grant is the growth of the high needs block by financial year, the
	// first one first; the last holds for every year after.
	Grant []Growth
	// OverrideEnds is the financial year with whose 31 March the statutory
	// override ends; from then on a deficit falls on reserves. 0: not known.
	OverrideEnds int
	// CentralFrom is the first financial year whose deficit falls on central
	// government; 0: none does.
	CentralFrom int
	Stability   Stability
	Reform      Reform
	Prices      Prices
	// Break is the risk of a change that is not announced.
	Break calibration.Break
}

// Prices is what was thought of the growth of prices, shares a year, where a
// regime is of a time that did not know the later ones; the zero value leaves
// the parameters as they are.
type Prices struct{ Fees, Pay *strict.Range }

// in is a list of parameters with these prices in it.
func (p Prices) in(list []calibration.Parameter) []calibration.Parameter {
	for _, price := range []struct {
		parameter int
		grows     *strict.Range
		says      string
	}{
		{feeGrowth, p.Fees, "mean yearly growth of independent fees, as the regime has it"},
		{payGrowth, p.Pay, "mean yearly growth of top-ups and services per child, as the regime has it"},
	} {
		if price.grows == nil {
			continue
		}
		list = slices.Clone(list)
		one := &list[price.parameter]
		one.Post = calibration.Range(one.Transform, price.grows.Low, price.grows.High)
		one.Prior, one.Says, one.Grade, one.Source = one.Post, price.says, calibration.Judgment, "PRICES-THEN"
	}
	return list
}

// Growth is the growth of an authority's block on the year before.
type Growth struct {
	Year   int
	Range  strict.Range // shares a year
	Shared float64      // part of the variance that all authorities of a draw share
}

// Stability is the high needs stability grant [STABILITY26]; the zero value is
// none.
type Stability struct {
	Share     float64 // of the eligible cumulative deficit, [0, 1]
	BalanceOf int     // financial year at whose 31 March the deficit is taken
	PaidIn    int     // financial year in which it is paid
	Approval  float64 // chance that it is paid: the local reform plan is approved
}

// Reform is a change of the law that is announced and not in force. On is a
// switch; money itself does not change with it.
type Reform struct {
	From int // financial year
	On   bool
}

//go:embed regimes/*.yaml
var shipped embed.FS

// RegimeOf is the key of the regime of the time of a January census; the
// default where none of that time ships.
func RegimeOf(january int) string {
	key := fmt.Sprintf("announced-%d-01", january)
	if _, err := fs.Stat(shipped, "regimes/"+key+".yaml"); err != nil {
		return DefaultRegime
	}
	return key
}

// After tells whether the regime was announced only after the January of a
// start: its first growth is of a later year than the first of the run.
func (r *Regime) After(january int) bool { return r.Grant[0].Year > january }

// Regimes reads the regimes that ship, by key.
func Regimes() ([]*Regime, error) {
	names, err := fs.Glob(shipped, "regimes/*.yaml")
	if err != nil {
		return nil, err
	}
	var all []*Regime
	var faults []error
	for _, name := range names {
		r, err := ReadRegime(shipped, name)
		if err != nil {
			faults = append(faults, err)
			continue
		}
		all = append(all, r)
	}
	return all, errors.Join(faults...)
}

// ReadRegime reads a regime's file; its key is the file's name.
func ReadRegime(fsys fs.FS, name string) (*Regime, error) {
	doc, err := strict.Open(fsys, name)
	if err != nil {
		return nil, err
	}
	r := &Regime{Key: strings.TrimSuffix(path.Base(name), path.Ext(name))}
	doc.Need("title").Text(&r.Title)
	doc.Need("grade").OneOf(&r.Grade, "F", "D", "M", "J")
	for _, s := range doc.Key("sources").Items() {
		var tag string
		s.Text(&tag)
		r.Sources = append(r.Sources, tag)
	}
	r.readGrant(doc.Need("grant"))
	financialYear(doc.Key("override-ends"), &r.OverrideEnds)
	financialYear(doc.Key("central-from"), &r.CentralFrom)
	if s := doc.Key("stability-grant"); s.Here() {
		s.Need("share").Amount(&r.Stability.Share, strict.Share, 0, 1)
		financialYear(s.Need("balance-of"), &r.Stability.BalanceOf)
		financialYear(s.Need("paid-in"), &r.Stability.PaidIn)
		s.Need("approval").Amount(&r.Stability.Approval, strict.Share, 0, 1)
		if r.Stability.PaidIn <= r.Stability.BalanceOf {
			s.Fault("is paid in %d, before the balance of %d is known", r.Stability.PaidIn, r.Stability.BalanceOf)
		}
	}
	if s := doc.Key("prices"); s.Here() {
		r.Prices.Fees, r.Prices.Pay = new(strict.Range), new(strict.Range)
		s.Need("fees").Range(r.Prices.Fees, strict.Share, -greatestGrowth, greatestGrowth)
		s.Need("pay").Range(r.Prices.Pay, strict.Share, -greatestGrowth, greatestGrowth)
	}
	if s := doc.Key("break"); s.Here() {
		s.Need("chance").Amount(&r.Break.Chance, strict.Share, 0, 1)
		s.Need("spread").Amount(&r.Break.Spread, strict.Share, 0, greatestGrowth)
	}
	if s := doc.Key("reform"); s.Here() {
		financialYear(s.Need("from"), &r.Reform.From)
		s.Need("on").Bool(&r.Reform.On)
	}
	return r, doc.Err()
}

// greatest growth of a block in a year that a file may say: a guard against a
// missing per cent sign.
const greatestGrowth = 0.5

func (r *Regime) readGrant(v strict.Value) {
	v.Each(func(name string, key, value strict.Value) {
		g := Growth{}
		if !parseFinancialYear(name, &g.Year) {
			key.Fault("%q is no financial year: write it as 2024-25", name)
		}
		value.Need("growth").Range(&g.Range, strict.Share, -greatestGrowth, greatestGrowth)
		value.Need("shared").Amount(&g.Shared, strict.Share, 0, 1)
		r.Grant = append(r.Grant, g)
	})
	if !slices.IsSortedFunc(r.Grant, func(a, b Growth) int { return a.Year - b.Year }) {
		v.Fault("has its years out of order")
	}
	if len(r.Grant) == 0 {
		v.Fault("has no year: at least one is needed")
	}
}

// growth is the growth that holds in a year.
func (r *Regime) growth(year int) Growth {
	g := r.Grant[0]
	for _, next := range r.Grant {
		if next.Year <= year {
			g = next
		}
	}
	return g
}

func financialYear(v strict.Value, into *int) {
	if !v.Here() {
		return
	}
	var text string
	v.Text(&text)
	if text != "" && !parseFinancialYear(text, into) {
		v.Fault("%q is no financial year: write it as 2024-25", text)
	}
}

// parseFinancialYear reads "2024-25" as 2024.
func parseFinancialYear(text string, into *int) bool {
	var first, second int
	n, err := fmt.Sscanf(text, "%4d-%2d", &first, &second)
	if n != 2 || err != nil || len(text) != len("2024-25") || FinancialYear(first) != text {
		return false
	}
	*into = first
	return true
}

// FinancialYear is a financial year in words: 2024 is "2024-25".
func FinancialYear(year int) string {
	const century = 100
	return fmt.Sprintf("%d-%02d", year, (year+1)%century)
}
