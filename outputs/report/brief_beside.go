package report

import (
	"fmt"

	"sendsim/outputs"
)

// briefBeside is which of several plans does most, and how sure that is.
func briefBeside(p *Paper) Part {
	a := p.Alternatives
	y := headline(p.Summary())
	year := a.FirstYear + y + 1
	column, least := outputs.ColCumulative, fmt.Sprintf("By March %d the least is short with", year)
	if p.noMoney() != "" {
		column, least = outputs.ColPlans, fmt.Sprintf("There are fewest EHC plans by January %d with", year)
	}
	best := a.Lowest(column, y)
	says := []string{
		fmt.Sprintf("We set %d plans beside %s.", len(a.Effects), against(a.Effects[0])),
		fmt.Sprintf("%s “%s”.", least, a.Effects[best].Name),
	}
	var told, near []string
	for i, e := range a.Effects {
		switch _, sure := a.Below(best, i, column, y); {
		case i == best:
		case sure:
			told = append(told, "“"+e.Name+"”")
		default:
			near = append(near, "“"+e.Name+"”")
		}
	}
	if len(told) > 0 {
		says = append(says, fmt.Sprintf("It is less than with %s by more than chance.", listed(told)))
	}
	if len(near) > 0 {
		says = append(says, fmt.Sprintf("We can not be sure that it is less than with %s.", listed(near)))
	}
	return Part{"What the plans do", append(says, "The table has all of them side by side.")}
}
