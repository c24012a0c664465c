package levers

import (
	"strings"

	"sendsim/internal/strict"
	"sendsim/sim/finance"
)

// Written is a lever as it stands in a file.
type Written struct {
	Lever Lever
	At    strict.Value // its settings
}

// mostPounds is the most that one programme may cost a purse, in a year or at
// one time.
const mostPounds = 1e9

// Read reads a list of levers, each a key of the catalogue with its settings
// below it. What a file leaves out is as the card has it. A faulty lever is
// returned all the same, an unknown one is not.
func Read(list strict.Value) []Written {
	var all []Written
	listed := false // the keys are said once
	for _, item := range list.Items() {
		if !item.IsMapping() {
			item.Fault("is %s; allowed: the key of a lever and its settings, as - %s: {from: 2024-autumn}; levers: %s", item.Kind(), Keys()[0], strings.Join(Keys(), ", "))
			continue
		}
		settings, known := 0, false
		item.Each(func(key string, at, value strict.Value) {
			if settings++; settings > 1 {
				if settings == 2 && known { // once of a lever, and not of what is none
					at.Fault("stands beside a lever, not below it; allowed: settings two columns further in, and a - before the next lever")
				}
				return
			}
			l, ok := New(key)
			if known = ok; !ok && value.IsScalar() {
				name := ""
				value.Text(&name)
				if _, ok := New(name); ok {
					at.Fault("is no lever, and %s is one; allowed: its key with its settings below it, as - %s: {from: 2024-autumn}", name, name)
					return
				}
			}
			if !ok {
				allowed := "; allowed: " + strings.Join(Keys(), ", ")
				if listed {
					allowed = ""
				}
				at.Fault("is no lever%s%s", strict.Meant(key, Keys()), allowed)
				listed = true
				return
			}
			read(value, l)
			all = append(all, Written{l, value})
		})
	}
	return all
}

// read reads the settings of one lever over its defaults.
func read(v strict.Value, l Lever) {
	if !v.IsMapping() {
		v.Fault("has no settings; allowed: at least its first term, as from: 2024-autumn")
		return
	}
	p, before := l.Common(), v.Faulty()
	v.Key("name").Text(&p.Name)
	v.Need("from").Term(&p.From)
	readAfter(v.Key("after"), p)
	v.Key("until").Term(&p.Until)
	ramp := v.Key("ramp")
	ramp.Key("shape").OneOf((*string)(&p.Ramp.Shape), Shapes...)
	ramp.Key("months").Amount(&p.Ramp.Months, strict.Number, 0, longest)
	v.Key("fade").Amount(&p.Fade, strict.Number, 0, longest)
	readCost(v.Key("cost"), p)
	if r := ReservedBy(l); r != nil {
		readNeeds(v.Key("needs"), r)
	}
	for _, d := range l.Card().AllDials() {
		at := v
		for _, key := range strings.Split(d.Name, ".") {
			at = at.Key(key)
		}
		dial := d.Of(l)
		at.Range(&dial.Range, units[d.Unit].as, d.Low, d.High)
		dial.settle(0, &d)
	}
	for _, f := range faults(l) {
		at := v.Key(f.key)
		if at.Sound(before) && (f.rests == "" || v.Key(f.rests).Sound(before)) {
			at.Fault("%s", f.says)
		}
	}
}

// readAfter reads the names of levers for which one waits: one, or a list.
func readAfter(v strict.Value, p *Programme) {
	names := []strict.Value{v}
	if v.IsList() {
		names = v.Items()
	}
	for _, at := range names {
		name := ""
		if at.Text(&name); name != "" {
			p.After = append(p.After, name)
		}
	}
}

// readCost reads what a programme costs each purse: one sum, or a list.
func readCost(v strict.Value, p *Programme) {
	for purse := range finance.NumPurses {
		of := v.Key(purse.Key())
		sums := []strict.Value{of}
		if of.IsList() {
			sums = of.Items()
		}
		for _, sum := range sums {
			c := Cost{Purse: purse}
			if sum.Money(&c.Money, mostPounds); c.Money.Pounds > 0 {
				p.Cost = append(p.Cost, c)
			}
		}
	}
}

// Read reads a number of the dial's unit that its card allows.
func (d *Dial) Read(v strict.Value, into *float64) {
	v.Amount(into, units[d.Unit].as, d.Low, d.High)
}
