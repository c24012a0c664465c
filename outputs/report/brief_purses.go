package report

import (
	"fmt"
	"math"
	"strings"

	"sendsim/outputs"
	"sendsim/sim/finance"
)

// briefPurses says what the plan costs purses other than the grant, and what it
// saves all of them together: the middle figures, over all years of the run.
// Where it moves nothing but the grant, and no programme costs anything, there
// is no more to say.
func briefPurses(e *outputs.Effect, area int) []string {
	var others []string
	costs := false
	var together *outputs.Payback
	size := sizeBeside(e.Paybacks[area])
	for i := range e.Paybacks[area] {
		b := &e.Paybacks[area][i]
		costs = costs || b.Cost.Mean.Value != 0
		net := b.Net.At(outputs.Median).Value
		does := "saves"
		if net < 0 {
			does = "costs"
		}
		switch {
		case b.Key == outputs.Together:
			together = b
		case b.Key != finance.HighNeeds.Key() && size(net) != "":
			others = append(others, fmt.Sprintf("it %s the purse “%s” %s", does, b.Purse, size(net)))
		}
	}
	if together == nil || !costs && len(others) == 0 {
		return nil
	}
	if len(others) == 0 {
		others = []string{"it moves no purse but the grant by much"}
	}
	return []string{
		fmt.Sprintf("Up to March %d %s.", e.FirstYear+e.Years, strings.Join(others, ", and ")),
		fmt.Sprintf("All purses as one %s, by the middle figure.", savesOrPays(together.Net.At(outputs.Median).Value, size)),
	}
}

// sizeBeside is how sums of purses are said: as the table of them has them, to
// ten thousand pounds, where any comes to a million, beside which less is noise.
func sizeBeside(all []outputs.Payback) func(pounds float64) string {
	for i := range all {
		if math.Abs(all[i].Net.At(outputs.Median).Value) >= million {
			return func(pounds float64) string {
				switch x := math.Abs(pounds); {
				case finely(x) == "0.00":
					return ""
				case x < million:
					return "£" + finely(x) + "m"
				default:
					return money(x)
				}
			}
		}
	}
	return size
}

// savesOrPays is a net saving in words.
func savesOrPays(pounds float64, size func(float64) string) string {
	switch s := size(pounds); {
	case s == "":
		return "neither save nor pay more"
	case pounds < 0:
		return "pay " + s + " more"
	default:
		return "save " + s
	}
}
