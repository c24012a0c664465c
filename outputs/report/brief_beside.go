package report

import (
	"fmt"

	"sendsim/outputs"
)

// briefBeside is what several plans do beside the base: which does most, whether
// that is better than the base, and how sure it is.
func briefBeside(p *Paper) Part {
	a := p.Alternatives
	y := headline(p.Summary())
	column, _, _ := p.decisive()
	best := a.Lowest(column, y)
	says := append([]string{fmt.Sprintf("We set %d plans beside %s.", len(a.Effects), against(a.Effects[0]))}, p.briefLowest(a.Effects[best], column, y)...)
	var told, near, alike []string
	for i, e := range a.Effects {
		name := "“" + e.Name + "”"
		switch b := a.Beside(best, i, column, y); {
		case i == best:
		case b.Alike():
			alike = append(alike, name)
		case b.Told && b.FirstHasLess():
			told = append(told, name)
		default:
			near = append(near, name)
		}
	}
	if len(told) > 0 {
		says = append(says, fmt.Sprintf("That is less than with %s by more than chance.", listed(told)))
	}
	if len(near) > 0 {
		says = append(says, fmt.Sprintf("We can not be sure that it is less than with %s.", listed(near)))
	}
	if len(alike) > 0 {
		says = append(says, fmt.Sprintf("With %s it is the same in each future.", listed(alike)))
	}
	return Part{"What the plans do", append(says, "The table has all of them side by side.")}
}

// briefLowest is what the plan with the least does beside the base.
func (p *Paper) briefLowest(e *outputs.Effect, column string, y int) []string {
	year := p.Summary().FirstYear + y + 1
	least, none, when := "the least is short with", "none of them makes less short than", fmt.Sprintf("By March %d", year)
	if column == outputs.ColPlans {
		least, none, when = "there are fewest EHC plans with", "none of them has fewer EHC plans than", fmt.Sprintf("By January %d", year)
	}
	if e.Stats(p.Area, y, column).At(outputs.Median).Value < 0 {
		return []string{
			fmt.Sprintf("%s %s “%s”.", when, least, e.Name),
			fmt.Sprintf("It is less than with %s in %s of the futures.", against(e), e.Lower(p.Area, y, column).Plain()),
		}
	}
	return []string{
		fmt.Sprintf("%s %s %s, in the middle of the futures.", when, none, against(e)),
		fmt.Sprintf("The nearest to it is “%s”.", e.Name),
	}
}
