package levers

import (
	"fmt"
	"slices"
	"strings"

	"sendsim/cohorts"
	"sendsim/internal/strict"
	"sendsim/sim/finance"
)

// Write writes a lever as an item of a list, every dial said, so that Read
// reads the same lever to the last bit. Each line begins with indent.
func Write(b *strings.Builder, indent string, l Lever) {
	p, card := l.Common(), l.Card()
	line := func(key, format string, args ...any) {
		fmt.Fprintf(b, "%s    %s: %s\n", indent, key, fmt.Sprintf(format, args...))
	}
	fmt.Fprintf(b, "%s- %s:\n", indent, card.Key)
	if p.Name != "" {
		line("name", "%s", strict.Quote(p.Name))
	}
	line("from", "%s", p.From)
	if len(p.After) > 0 {
		var names []string
		for _, name := range p.After {
			names = append(names, strict.Quote(name))
		}
		line("after", "[%s]", strings.Join(names, ", "))
	}
	if (p.Until != cohorts.Term{}) {
		line("until", "%s", p.Until)
	}
	line("ramp", "{shape: %s, months: %s}", p.Ramp.Shape, strict.Number.Format(p.Ramp.Months))
	if p.Fade != 0 {
		line("fade", "%s", strict.Number.Format(p.Fade))
	}
	for _, d := range card.Dials {
		line(d.Name, "%s", d.Format(d.Of(l).Range))
	}
	if r := ReservedBy(l); r != nil && r.Needs != 0 {
		line("needs", "[%s]", strings.Join(NeedsOf(l), ", "))
	}
	if len(p.Cost) > 0 {
		line("cost", "{%s}", strings.Join(costs(p.Cost), ", "))
	}
	line("delivery", "{late: %s, realised: %s}",
		DeliveryDials[0].Format(p.Delivery.Late.Range), DeliveryDials[1].Format(p.Delivery.Realised.Range))
}

// costs writes the costs of each purse that has any.
func costs(all []Cost) []string {
	var written []string
	for purse := range finance.NumPurses {
		var sums []string
		for _, c := range all {
			if c.Purse == purse {
				sums = append(sums, c.Money.String())
			}
		}
		switch len(sums) {
		case 0:
		case 1:
			written = append(written, purse.Key()+": "+sums[0])
		default:
			written = append(written, purse.Key()+": ["+strings.Join(sums, ", ")+"]")
		}
	}
	return slices.Clip(written)
}
