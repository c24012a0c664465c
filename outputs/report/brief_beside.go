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
		fmt.Sprintf("We set %s beside %s.", p.planNames(), against(a.Effects[0])),
		fmt.Sprintf("%s “%s”.", least, a.Effects[best].Name),
	}
	for i, e := range a.Effects {
		if i == best {
			continue
		}
		lower, told := a.Below(best, i, column, y)
		sure := "we can not be sure that this is more than chance"
		if told {
			sure = "this is more than chance"
		}
		says = append(says, fmt.Sprintf("It is less than with “%s” %s: %s.", e.Name, tens(lower.Share()), sure))
	}
	return Part{"What the plans do", append(says, "The table has all of them side by side.")}
}
