package levers

import (
	"cmp"
	"slices"
	"strings"

	"sendsim/cohorts"
	"sendsim/internal/rng"
)

// Policy is the levers of a scenario, in catalogue order and then by name,
// whatever their order in a file: products and sums of more than two numbers
// depend on their order in the last bit. The zero Policy has no levers.
type Policy struct {
	levers []Lever
	dials  []address // those that are uncertain
	waits  []wait    // those that begin when others are there
	of     *Policy   // where it was settled from
}

// address is an uncertain dial and where its luck lies: lever, name, dial.
type address struct {
	dial Dial
	at   *Uncertain
	path [3]rng.Tag
}

var (
	rest = Rest()
	luck = rng.Name("levers")
)

// NewPolicy puts levers in order, as they are now and with their dials at the
// median: it keeps copies of its own.
func NewPolicy(all ...Lever) *Policy {
	p := &Policy{}
	for _, l := range all {
		p.levers = append(p.levers, Clone(l))
	}
	slices.SortStableFunc(p.levers, func(a, b Lever) int {
		return cmp.Or(cmp.Compare(position(a), position(b)), strings.Compare(NameOf(a), NameOf(b)))
	})
	for _, l := range p.levers {
		card := l.Card()
		for _, d := range card.AllDials() {
			at := d.Of(l)
			at.settle(0, &d)
			if !at.known(&d) {
				p.dials = append(p.dials, address{d, at, [...]rng.Tag{
					rng.Name(card.Key), rng.Name(NameOf(l)), rng.Name(d.Name),
				}})
			}
		}
	}
	p.waits = waitsOf(p.levers)
	p.settleWaits()
	return p
}

func (p *Policy) settleWaits() {
	for i := range p.waits {
		p.waits[i].settle()
	}
}

// Levers are the levers in order.
func (p *Policy) Levers() []Lever { return slices.Clone(p.levers) }

// Settle sets into to the policy of one future: every uncertain dial is drawn,
// once, at an address of its own below the key of the run, so that neither
// another lever nor the order in a file changes its luck. The first time, into
// gets levers of its own; from then on nothing is allocated. p is not changed
// and may be settled by several workers at once.
func (p *Policy) Settle(draw int, key rng.Key, into *Policy) {
	p.SettleWith(draw, Luck{key, key}, into)
}

// Luck is where the luck of dials lies: of what levers do, and of how far and
// how late they are delivered.
type Luck struct{ Effects, Delivery rng.Key }

// SettleWith is Settle with the luck of effects and of delivery given apart.
func (p *Policy) SettleWith(draw int, keys Luck, into *Policy) {
	if into.of != p {
		*into = *NewPolicy(p.levers...)
		into.of = p
	}
	effects, delivery := keys.Effects.At(luck).Nth(uint64(draw)), keys.Delivery.At(luck).Nth(uint64(draw))
	for i := range into.dials {
		d, k := &into.dials[i], effects
		if d.dial.delivers() {
			k = delivery
		}
		word := k.At(d.path[0]).At(d.path[1]).At(d.path[2]).Word(0)
		d.at.settle(rng.Normal(rng.Uniform(word)), &d.dial)
	}
	into.settleWaits()
}

// Uncertain tells whether a dial differs from future to future: of what levers
// do, and of their delivery.
func (p *Policy) Uncertain() (effects, delivery bool) {
	for i := range p.dials {
		if p.dials[i].dial.delivers() {
			delivery = true
		} else {
			effects = true
		}
	}
	return effects, delivery
}

// Apply sets into to the terms of a term: rest, then what every lever does, and
// what they do together.
func (p *Policy) Apply(t cohorts.Term, into *Terms) {
	*into = rest
	for _, l := range p.levers {
		l.Apply(t, into)
	}
	into.resolve()
}

// NameOf is the name of a lever: its own, or the key of its kind.
func NameOf(l Lever) string { return cmp.Or(l.Common().Name, l.Card().Key) }
