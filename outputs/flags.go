package outputs

import (
	"fmt"
	"strings"

	"sendsim/sim"
	"sendsim/sim/finance"
)

// flagged counts the year-ends of each area that carry a flag a reader must
// be told of.
type flagged struct {
	counts, of [len(flagSays)]int // that carry it, and that could
}

// flagSays is what the flags that weaken a result say, after the authority's
// name, and the flag of the years that could have it, 0 where all could. The other
// flags tell how the money stands, which columns show.
var flagSays = [...]struct {
	flag, of finance.Flags
	says     string
}{
	{finance.NotPublished, 0, "the opening balance is not published; it is a wide guess"},
	{finance.GrossUnknown, 0, "payments before the opening are not known; the gross deficit starts from the net balance"},
	{finance.LargeNotExplained, 0, "spend that the published lines do not explain passes a tenth of the block in %s of the years of the futures"},
	{finance.PromiseBroken, finance.PromiseMade, "the condition of a promised payment was not met in %s of the years of the futures in which one was promised"},
}

func (f *flagged) add(y *sim.YearEnd) {
	for i := range flagSays {
		if y.Account.Flags&flagSays[i].flag != 0 {
			f.counts[i]++
		}
		if of := flagSays[i].of; y.Account.Flags&of == of {
			f.of[i]++
		}
	}
}

func (f *flagged) merge(o *flagged) {
	for i := range flagSays {
		f.counts[i] += o.counts[i]
		f.of[i] += o.of[i]
	}
	*o = flagged{}
}

// Warnings says what the accounts were flagged with, once the blocks are
// closed.
func (w *Writer) Warnings() []string {
	var list []string
	for i := range flagSays {
		var names []string
		hits, years := 0, 0
		for a := range w.flags {
			if f := &w.flags[a]; f.counts[i] > 0 {
				name := w.about.Areas[a].Name
				if w.about.Areas[a].Sum && flagSays[i].flag != finance.LargeNotExplained { // which is a sum's own
					name += " (some of its authorities)"
				}
				names = append(names, name)
				hits, years = hits+f.counts[i], years+f.of[i]
			}
		}
		if len(names) == 0 {
			continue
		}
		const most = 3 // authorities by name
		if n := len(names); n > most {
			names = append(names[:most:most], fmt.Sprintf("%d more", n-most))
		}
		says := flagSays[i].says
		if strings.Contains(says, "%s") {
			says = fmt.Sprintf(says, trimmed(percent*float64(hits)/float64(years), 1)+" %")
		}
		list = append(list, listed(names)+": "+says)
	}
	return list
}
