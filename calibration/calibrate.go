package calibration

import (
	"fmt"
	"math"

	"sendsim/calibration/evidence"
	"sendsim/cohorts"
)

// Calibrate fits every authority to evidence as known with the census of
// January: the national layer to England's rows, what the authorities share of
// their deviations to all of them at once, then each authority by itself.
func Calibrate(set *evidence.Set, january int) (*Library, error) {
	set = set.Known(evidence.KnownIn(january))
	f, err := newFit(set, january)
	if err != nil {
		return nil, err
	}
	lib := &Library{England: England{National: f.national, Parameters: f.summary, Evidence: set.England}, LeftOut: set.LeftOut}
	authorities, err := f.all()
	if err != nil {
		return nil, err
	}
	for i, a := range authorities {
		if a == nil {
			continue
		}
		_ = i
		lib.Authorities = append(lib.Authorities, a)
	}
	return lib, nil
}

// fit is what every authority is fitted with.
type fit struct {
	set            *evidence.Set
	january        int
	national       *National
	summary        []Parameter
	commons        *commons
	series         []deviations // one for each authority of the set
	entry, leaving Hyper
}

func newFit(set *evidence.Set, january int) (*fit, error) {
	f := &fit{set: set, january: january}
	var err error
	if f.national, f.summary, err = fitNational(set.England, january); err != nil {
		return nil, err
	}
	var entry, leaving [][]point
	for _, a := range set.Authorities {
		d := deviationsOf(a, set.England, january)
		f.series = append(f.series, d)
		entry, leaving = append(entry, d.entry), append(leaving, d.leaving)
	}
	if f.entry, err = fitHyper(entry, entryStart); err != nil {
		return nil, fmt.Errorf("entry: %w", err)
	}
	if f.leaving, err = fitHyper(leaving, leavingStart); err != nil {
		return nil, fmt.Errorf("leaving: %w", err)
	}
	if f.commons, err = newCommons(set, january); err != nil {
		return nil, err
	}
	return f, nil
}

// authority fits authority i of the set.
func (f *fit) authority(i int) (*Authority, error) {
	file := f.set.Authorities[i]
	s, warnings, err := f.commons.structure(file)
	if err != nil {
		return nil, err
	}
	a := &Authority{
		Area: file.Area, Structure: s, Warnings: append(append([]string(nil), file.Warnings...), warnings...),
		Parameters: f.parameters(file, f.series[i]), EntryHyper: f.entry, LeavingHyper: f.leaving,
		National: f.national, Evidence: file,
	}
	a.Valid = len(a.Invalid) == 0
	a.open()
	return a, nil
}

// parameters are the assumptions with what an authority's evidence teaches.
func (f *fit) parameters(file *evidence.File, d deviations) []Parameter {
	list := assumptions()
	set := func(i int, prior, post Dist) { list[i].Prior, list[i].Post = prior, post }
	entry, leaving := f.entry.level(d.entry), f.leaving.level(d.leaving)
	set(entryLevel, Dist{0, math.Sqrt(f.entry.V)}, Dist{entry.Mean, math.Sqrt(entry.Var)})
	set(entryVolatility, f.entry.volatilityPrior(), entry.volatility())
	set(leavingLevel, Dist{0, math.Sqrt(f.leaving.V)}, Dist{leaving.Mean, math.Sqrt(leaving.Var)})
	set(leavingVolatility, f.leaving.volatilityPrior(), leaving.volatility())
	prior, post := f.commons.arrivals(file)
	set(arrivalsShare, prior, post)
	for i, s := range [...]cohorts.Setting{growthResourced: cohorts.ResourcedProvision, growthSpecial: cohorts.StateSpecial, growthPost16: cohorts.SpecialistPost16} {
		if i >= growthResourced {
			prior, post := f.commons.growth(file, s)
			set(i, prior, post)
		}
	}
	return list
}
