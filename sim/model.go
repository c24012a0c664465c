package sim

import (
	"fmt"
	"slices"
	"strings"

	"sendsim/calibration"
	"sendsim/internal/rng"
	"sendsim/internal/sidebyside"
	"sendsim/sim/finance"
	"sendsim/sim/levers"
)

// Model is a scenario laid on a world: everything that is known before the
// first draw. It is read-only and may be used by any number of workers.
type Model struct {
	Scenario *Scenario
	Areas    []Area // that are reported, in order
	Years    int    // financial years
	Regime   *finance.Regime
	Nation   *finance.Nation // the money it is made with
	Warnings []string
	Local    *Local // the council's own figures that it is made with; nil: none

	authorities []authority // that are simulated
	policy      *levers.Policy
	luck        luck
	mixed       func(draw int) *Model // nil: this one lives every draw
}

// Area is an authority that is reported, or several summed inside each draw.
type Area struct {
	Code, Key, Name string
	Members         []*calibration.Authority
	Money           []*finance.Structure // of the members
}

// NoMoney says why nothing can be said of the money of an area; "": it can.
// One member of a sum without money leaves the sum without.
func (a *Area) NoMoney() string {
	var names []string
	why := ""
	for _, s := range a.Money {
		if s.Unknown != "" {
			names, why = append(names, s.Name), s.Unknown
		}
	}
	if len(a.Money) == 1 || why == "" {
		return why
	}
	return few(names) + ": " + why
}

// authority is one authority that is simulated, and the areas that count it.
type authority struct {
	children *calibration.Authority
	money    *finance.Money
	number   uint64 // its address, by its code
	areas    []int
}

// NewModel lays a scenario on a world. The scenario has been checked.
func NewModel(w *World, s *Scenario) (*Model, error) {
	regime, err := w.Regime(s.Regime)
	if err != nil {
		return nil, err
	}
	m := &Model{
		Scenario: s, Years: s.Years, Regime: regime, Nation: w.Nation,
		policy: levers.NewPolicy(s.Levers...), luck: luckOf(rng.Seed(s.Seed)),
	}
	if why := anachronism(regime, s.Start); why != "" {
		m.Warnings = append(m.Warnings, why)
	}
	if w.Local != nil {
		if len(w.Local.Figures) > 0 {
			m.Local = w.Local
		}
		m.Warnings = slices.Concat(m.Warnings, w.Local.Warnings, w.Local.beyond(s.Start+s.Years-1))
	}
	if err := m.addAreas(w); err != nil {
		return nil, err
	}
	return m, nil
}

// anachronism says that a regime is of a later time than the start of a run;
// "": it is not.
func anachronism(r *finance.Regime, january int) string {
	if !r.After(january) {
		return ""
	}
	of := finance.RegimeOf(january)
	if of == finance.DefaultRegime {
		return fmt.Sprintf("%s was not known in January %d, and no regime of that time ships", r.Title, january)
	}
	return fmt.Sprintf("%s was not known in January %d: the regime of that time is %s", r.Title, january, of)
}

// WithLevers is the model with other levers, and all else as it is: the same
// luck, law and authorities.
func (m *Model) WithLevers(all ...levers.Lever) *Model {
	other, s := *m, *m.Scenario
	s.Levers = all
	other.Scenario, other.policy = &s, levers.NewPolicy(all...)
	return &other
}

// Mixed is the model whose draws are each lived by one of several models, of
// the same areas and years as m.
func (m *Model) Mixed(of func(draw int) *Model) *Model {
	other := *m
	other.mixed = of
	return &other
}

// addAreas makes the areas of the scenario. Authorities that are named, or all,
// are each reported, and with them their sum; a region and England are their
// sums alone.
func (m *Model) addAreas(w *World) error {
	var all []*calibration.Authority
	sumOnly := false
	rates, err := m.ratesOf(w)
	if err != nil {
		return err
	}
	nation := w.Library.England.National.Breaking(m.Regime.Break)
	for _, asked := range m.Scenario.Areas {
		_, keys, err := lookUp(asked, w.Known())
		if err != nil {
			return err
		}
		sumOnly = sumOnly || len(keys) > 1 && !m.Scenario.Everyone()
		for _, key := range keys {
			a, err := w.Library.Authority(key)
			if err != nil {
				return err
			}
			if rates != nil {
				a = a.WithRatesOf(rates)
			}
			if m.Regime.Break != (calibration.Break{}) {
				a = a.On(nation)
			}
			all = append(all, a)
		}
	}
	if !sumOnly {
		for _, a := range all {
			m.Areas = append(m.Areas, areaOf(a))
		}
	}
	if len(all) > 1 {
		sum := sumOf(m.Scenario.Areas, all)
		sum.Name += onRates(all[0])
		m.Areas = append(m.Areas, sum)
	}
	unlivable := make([]error, len(all))
	sidebyside.Do(len(all), func(i int) { unlivable[i] = all[i].Livable() })
	for i, a := range all {
		if err := m.addAuthority(w, a, unlivable[i], i, sumOnly); err != nil {
			return err
		}
	}
	return nil
}

// ratesOf is the authority on whose rates the children are laid; nil where
// each is on its own.
func (m *Model) ratesOf(w *World) (*calibration.Authority, error) {
	if m.Scenario.RatesOf == "" {
		return nil, nil
	}
	return w.Library.Authority(m.Scenario.RatesOf)
}

// areaOf is the area of one authority alone. Its name says so wherever it is
// read if the rates are another's.
func areaOf(a *calibration.Authority) Area {
	of := a.Area
	return Area{Code: of.Code, Key: of.Key, Name: of.Name + onRates(a), Members: []*calibration.Authority{a}}
}

// onRates is what stands behind the name of those who are on the rates of
// another authority.
func onRates(a *calibration.Authority) string {
	of := a.RatesOf()
	if of == nil || of.Area.Code == a.Area.Code {
		return ""
	}
	return " on the rates of " + of.Area.Name
}

// sumOf is the sum of several authorities as an area.
func sumOf(asked []string, all []*calibration.Authority) Area {
	key := strings.Join(asked, "+")
	sum := Area{Code: key, Key: key, Name: "all together", Members: all}
	region, isRegion := strings.CutPrefix(key, ofRegion)
	switch {
	case key == england || key == everyone:
		sum.Code, sum.Name = "E92000001", "England"
	case len(asked) == 1 && isRegion:
		sum.Code, sum.Key, sum.Name = region, region, all[0].Area.Region
	}
	return sum
}

func (m *Model) addAuthority(w *World, a *calibration.Authority, unlivable error, number int, sumOnly bool) error {
	s := w.Nation.Structure(a.Area.Code)
	if s == nil {
		return fmt.Errorf("%s: nothing is known of its money", a.Area.Name)
	}
	if unlivable != nil {
		return fmt.Errorf("%s: its calibration cannot be lived:\n%w", a.Area.Name, unlivable)
	}
	var own *finance.Own
	if w.Local != nil && w.Local.Authority == a.Area.Key {
		own = w.Local.money
	}
	one := authority{
		children: a,
		money:    finance.NewMoney(w.Nation, s, m.Regime, own, finance.Parameters(), m.Scenario.Start, m.Years),
		number:   uint64(rng.Name(a.Area.Code)),
	}
	last := len(m.Areas) - 1
	if !sumOnly {
		one.areas = append(one.areas, number)
	}
	if last > number || sumOnly {
		one.areas = append(one.areas, last)
	}
	for _, i := range one.areas {
		m.Areas[i].Money = append(m.Areas[i].Money, s)
	}
	m.authorities = append(m.authorities, one)
	for _, text := range a.Warnings {
		m.Warnings = append(m.Warnings, a.Area.Name+": "+text)
	}
	if !a.Valid {
		m.Warnings = append(m.Warnings, fmt.Sprintf("%s: its calibration is not valid: %s", a.Area.Name, strings.Join(a.Invalid, "; ")))
	}
	return nil
}
