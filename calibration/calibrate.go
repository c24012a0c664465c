package calibration

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"sendsim/calibration/evidence"
	"sendsim/internal/portable"
	"sendsim/internal/rng"
)

// Calibrate fits every authority to evidence as known with the census of
// January: the fitting layer (the national paths to England's rows, what the
// authorities share of their deviations to all of them at once), then each
// authority by itself. National profiles that were published only later are
// borrowed, and listed.
func Calibrate(set *evidence.Set, january int) (*Library, error) {
	known, borrowed := set.Borrow(january)
	f, err := newFit(known, january)
	if err != nil {
		return nil, err
	}
	authorities := f.all()
	for i, a := range authorities { // later figures inform nothing here, but money needs them
		a.Evidence = set.Authorities[i]
		a.Warnings = append(a.Warnings, hindsight(a, borrowed, january)...)
	}
	return &Library{
		England:     England{f.layer.National, f.layer.Parameters, set.England, lines(borrowed)},
		Authorities: authorities, LeftOut: set.LeftOut,
	}, nil
}

func lines(borrowed []evidence.Borrowed) (lines []string) {
	for _, b := range borrowed {
		lines = append(lines, b.String())
	}
	return lines
}

// hindsight warns of what a start in the past owes to later years.
func hindsight(a *Authority, borrowed []evidence.Borrowed, january int) (warnings []string) {
	for _, p := range a.Area.Predecessors {
		if p.Part < 1 && p.First > january {
			warnings = append(warnings, fmt.Sprintf("it did not stand yet: its share %.4g of %s is that of the census of January %d", p.Part, p.Name, p.First))
		}
	}
	if len(borrowed) == 0 {
		return warnings
	}
	var from []string
	for _, b := range borrowed {
		from = append(from, fmt.Sprintf("%s from %d for %d", b.Series, b.From, b.For))
	}
	return append(warnings,
		"national profiles that were published only later are borrowed: "+strings.Join(from, ", "),
		"endings of plans and arrivals were not published by then: net leaving stands for leaving",
	)
}

// fit is what every authority is fitted with.
type fit struct {
	set     *evidence.Set
	january int
	layer   *Layer
	commons *commons
	unknown error          // why there is no structure
	nations []nationalDraw // that poolings stand on
	series  []deviations   // one for each authority of the set
}

func newFit(set *evidence.Set, january int) (*fit, error) {
	f := &fit{set: set, january: january}
	panel, err := NewPanel(set, january)
	if err != nil {
		return nil, err
	}
	if f.layer, err = FitLayer(panel); err != nil {
		return nil, err
	}
	for _, a := range set.Authorities {
		f.series = append(f.series, deviationsOf(a, set.England, january))
	}
	f.commons, f.unknown = newCommons(set, january)
	f.nations = f.layer.nations(poolingKey(january))
	return f, nil
}

// poolingKey is where the draws of poolings are from.
func poolingKey(january int) rng.Key { return rng.Seed(uint64(january)).At(rng.Name("pooling")) }

// authority fits authority i of the set. What cannot be had makes it not
// valid.
func (f *fit) authority(i int) *Authority {
	file := f.set.Authorities[i]
	a := &Authority{
		Area: file.Area, Warnings: slices.Clone(file.Warnings),
		Parameters: f.parameters(file, f.series[i]), EntryHyper: f.layer.Entry, LeavingHyper: f.layer.Leaving,
		National: f.layer.National, Evidence: file,
	}
	if s := f.layer.stand(file, f.series[i]); s.stock > 0 {
		a.Pooling = f.layer.pooling(&s, f.nations, poolingKey(f.january))
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
	if f.commons != nil {
		a.Sampled = f.commons.teachOldest(file, a.Parameters)
	}
	a.Checks = f.checks(file, f.series[i])
	a.gate(f.series[i], f.layer.Entry.level(f.series[i].entry), f.layer.Leaving.level(f.series[i].leaving))
	a.Valid = len(a.Invalid) == 0
	return a
}

// parameters are the assumptions with what an authority's evidence teaches.
func (f *fit) parameters(file *evidence.File, d deviations) []Parameter {
	list := assumptions()
	set := func(i int, prior, post Dist) { list[i].Prior, list[i].Post = prior, post }
	h, g := &f.layer.Entry, &f.layer.Leaving
	entry, leaving := h.level(d.entry), g.level(d.leaving)
	set(entryLevel, Dist{0, math.Sqrt(h.V)}, Dist{entry.Mean, math.Sqrt(entry.Var)})
	set(entryVolatility, h.volatilityPrior(), entry.volatility())
	set(leavingLevel, Dist{0, math.Sqrt(g.V)}, Dist{leaving.Mean, math.Sqrt(leaving.Var)})
	set(leavingVolatility, g.volatilityPrior(), leaving.volatility())
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

// teachOldest gives the parameters of how fast the oldest leave their prior and
// posterior.
func (c *commons) teachOldest(f *evidence.File, list []Parameter) Sampled {
	o := &c.oldest
	if !o.known() {
		for b := range oldest {
			still := Dist{portable.Log(leastSwing), unsureSwing}
			list[firstSwingOldest+b].Prior, list[firstSwingOldest+b].Post = still, still
		}
		return Sampled{RHat: 1}
	}
	post, how := c.oldestOf(f).levels(rng.Seed(uint64(c.january)).At(rng.Name("oldest")).At(rng.Name(f.Area.Code)))
	for b := range oldest {
		own, swing, nation := &list[firstOwnOldest+b], &list[firstSwingOldest+b], &list[nationOldest+b]
		own.Prior, own.Post = Dist{o.centre[b], o.between[b]}, post[b]
		swing.Prior = Dist{portable.Log(o.swing[b]), unsureSwing}
		nation.Prior = Dist{0, o.nation[b]}
		swing.Post, nation.Post = swing.Prior, nation.Prior
	}
	return how
}
