package calibration

import (
	"fmt"
	"math"
	"slices"

	"sendsim/calibration/evidence"
)

// Calibrate fits every authority to evidence as known with the census of
// January: the national layer to England's rows, what the authorities share of
// their deviations to all of them at once, then each authority by itself.
func Calibrate(set *evidence.Set, january int) (*Library, error) {
	f, err := newFit(set.Known(evidence.KnownIn(january)), january)
	if err != nil {
		return nil, err
	}
	authorities := f.all()
	for i, a := range authorities { // later figures inform nothing here, but money needs them
		a.Evidence = set.Authorities[i]
	}
	return &Library{
		England:     England{f.national, f.summary, set.England},
		Authorities: authorities, LeftOut: set.LeftOut,
	}, nil
}

// fit is what every authority is fitted with.
type fit struct {
	set            *evidence.Set
	january        int
	national       *National
	summary        []Parameter
	commons        *commons
	unknown        error        // why there is no structure
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
	f.commons, f.unknown = newCommons(set, january)
	return f, nil
}

// authority fits authority i of the set. What cannot be had makes it not
// valid.
func (f *fit) authority(i int) *Authority {
	file := f.set.Authorities[i]
	a := &Authority{
		Area: file.Area, Warnings: slices.Clone(file.Warnings),
		Parameters: f.parameters(file, f.series[i]), EntryHyper: f.entry, LeavingHyper: f.leaving,
		National: f.national, Evidence: file,
	}
	err := f.unknown
	if err == nil {
		var warnings []string
		a.Structure, warnings, err = f.commons.structure(file)
		a.Warnings = append(a.Warnings, warnings...)
	}
	if err != nil {
		a.Structure = &Structure{January: f.january, Stock: total(file, evidence.Plans, f.january, "")}
		a.Invalid = append(a.Invalid, err.Error())
	}
	a.gate(f.series[i], f.entry.level(f.series[i].entry), f.leaving.level(f.series[i].leaving))
	a.Valid = len(a.Invalid) == 0
	return a
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
	if f.commons == nil {
		return list
	}
	prior, post := f.commons.arrivals(file)
	set(arrivalsShare, prior, post)
	f.commons.teachGrowth(file, set)
	prior, post = f.commons.overflowOf(file)
	set(overflowOwn, prior, post)
	return list
}
