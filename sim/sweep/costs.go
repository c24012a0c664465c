package sweep

import (
	"math"
	"slices"
	"strings"

	"sendsim/internal/strict"
	"sendsim/sim/goal"
	"sendsim/sim/levers"
)

// readCosts reads what part of a lever's costs turns with its amount, by the
// lever's name: the rest is there whatever the amount. All of it, unless the
// design says otherwise.
func (r *reader) readCosts(v strict.Value) {
	var names []string
	for _, s := range r.given {
		for _, l := range s.Levers {
			if _, ok := goal.Amount(l); ok {
				names = append(names, levers.NameOf(l))
			}
		}
	}
	slices.Sort(names)
	names = slices.Compact(names)
	if !v.Here() {
		r.costsFromNothing(v)
		return
	}
	v.Each(func(name string, key, value strict.Value) {
		part := math.NaN()
		value.Amount(&part, strict.Share, 0, 1)
		switch {
		case !slices.Contains(names, name) && len(r.unread) > 0: // it may be of one that cannot be read
		case !slices.Contains(names, name):
			key.Fault("is no lever of the scenarios that is done more or less of%s", strict.Meant(name, names))
		case part == part:
			if r.d.CostsTurn == nil {
				r.d.CostsTurn = map[string]float64{}
			}
			r.d.CostsTurn[name] = part
		}
	})
	r.costsFromNothing(v)
}

// costsFromNothing refuses amounts that are turned up from a scenario in which
// they are 0: no cost for each of it follows from that.
func (r *reader) costsFromNothing(v strict.Value) {
	for _, s := range r.given {
		for _, l := range s.Levers {
			d, ok := goal.Amount(l)
			if !ok || !slices.Contains(r.d.Dials, levers.NameOf(l)+"."+d.Name) {
				continue
			}
			if r.d.costsTurn(l) > 0 && middle(d.Of(l).Range) == 0 && len(l.Common().Cost) > 0 {
				v.Fault("%s of %s is 0 in %s, so its costs cannot turn with it; allowed: another amount there, or costs: {%s: 0%%}", d.Name, levers.NameOf(l), s.Name, levers.NameOf(l))
			}
		}
	}
}

// costsTurn is the part of a lever's costs that turns with its amount.
func (d *Design) costsTurn(l levers.Lever) float64 {
	if part, ok := d.CostsTurn[levers.NameOf(l)]; ok {
		return part
	}
	return 1
}

// middle is what a range is about.
func middle(r strict.Range) float64 {
	if r.Split {
		return r.Mid
	}
	return (r.Low + r.High) / 2
}

// turnCosts turns the costs of a lever, as its scenario has them, to those of
// another amount: the part that turns goes with it, the rest stays. A lever of
// which nothing is done costs nothing.
func (d *Design) turnCosts(l levers.Lever, was strict.Range, to float64) {
	part, p := d.costsTurn(l), l.Common()
	times := 0.0
	if to != 0 {
		times = 1 - part
		if of := middle(was); of != 0 {
			times += float64(part * to / of)
		}
	}
	scaleCosts(p, times)
}

// price is the dial of what a lever costs, beside those of its card: by how much
// more or less than its scenario says, 100% being as it says. No one knows a price
// beforehand, and no amount need change with it.
var price = levers.Dial{Name: "cost", Unit: levers.Share, High: 10, Says: "what the lever costs, in parts of its cost:"}

// Priced says whether a price is among the dials.
func (d *Design) Priced() bool {
	return slices.ContainsFunc(d.Dials, func(name string) bool { return strings.HasSuffix(name, "."+price.Name) })
}

// turnPrice turns the costs of the lever whose price a dial is, if it is one.
func turnPrice(all []levers.Lever, name string, to float64) {
	for _, l := range all {
		if levers.NameOf(l)+"."+price.Name == name {
			scaleCosts(l.Common(), to)
		}
	}
}

// scaleCosts makes the costs of a lever so many times what they are, in whole pounds.
func scaleCosts(p *levers.Programme, times float64) {
	p.Cost = slices.Clone(p.Cost)
	for i := range p.Cost {
		p.Cost[i].Money.Pounds = math.Round(p.Cost[i].Money.Pounds * times)
	}
}
