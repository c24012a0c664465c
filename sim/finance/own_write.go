package finance

import (
	"fmt"
	"slices"

	"sendsim/calibration/evidence"
	"sendsim/calibration/local"
	"sendsim/cohorts"
	"sendsim/internal/strict"
)

// Write writes the money of the file that a council is shown to overwrite, as
// ReadOwn reads it, for runs from the January census given. known is what is
// published of the authority.
func (b *Base) Write(p *local.Page, known *evidence.File, january int) {
	p.Break()
	p.Say(0, "Money. Pounds, as 350000, 350k or 1.2m. A figure you are unsure of is {low: 22000, high: 27000}: its P10 and its P90.")
	b.writeCosts(p)
	b.writeLines(p)
	b.writeBalance(p, known, january)
	b.writeBlocks(p)
	p.Break()
	p.Say(0, "Usable reserves: where you give them, the table says the chance of a cumulative deficit above them.")
	p.Example(0, "reserves", "12m", "not published")
}

// amount writes whole pounds as they are read.
func amount(x Pounds) string { return strict.Pounds.Format(float64(x)) }

func (b *Base) writeCosts(p *local.Page) {
	p.Break()
	p.Say(0, fmt.Sprintf("What a child with a plan costs the high needs block a year beyond the place itself: top-ups and fees, not the funding of places. From planned lines [S251-21] brought to the totals of %s [S251-23] and divided by the children; beside each figure the P10 and the P90 of what it is drawn from. No child is taken to cost more than twice England's: where the published line comes to more, that cap is the figure, and the rest of the line follows no plan; a cost that is drawn as a multiple of another's may then be above it. One that you give is taken as it is, and then grows with pay or with fees.", FinancialYear(baseYear)))
	p.Say(0, fmt.Sprintf("Further apart than %.0f %% is warned of.", 100*costSize.Share))
	p.Key(0, "prices", FinancialYear(baseYear), "financial year in whose prices unit costs and services are")
	p.Key(0, "unit-costs", "", "")
	for s := range cohorts.NumSettings {
		says := s.String() + ", " + b.costSaid(s)
		if b.UnitCost[s] == 0 {
			says = s.String() + ", of no cost to the block: no line of it is published"
			if s == cohorts.HomeEducated {
				says = s.String() + ", of no cost to the block"
			}
		}
		p.Key(2, s.Key(), amount(Round(b.UnitCost[s])), says)
	}
	p.Say(2, "By need too: a need that you name costs what you say, the others what all says.")
	p.Example(2, cohorts.StateSpecial.Key(), "{all: 16000, needs: {pmld: 24000, semh: {low: 18000, high: 21000}}}", "")
}

// costSaid is how uncertain what a child costs in a setting is, or why it is the
// same in every draw.
func (b *Base) costSaid(s cohorts.Setting) string {
	least, most, england := Round(b.LeastCost[s]), Round(b.MostCost[s]), b.England[s]
	held := england > 0 && most == Round(dearest*england)
	switch {
	case held && least == most:
		return "held at a cap, twice England's"
	case england > 0 && least == most && most == Round(england):
		return "England's, as no child of the authority is there"
	case held:
		return fmt.Sprintf("P10 to P90 %s to %s, the cap", least, most)
	}
	return fmt.Sprintf("P10 to P90 %s to %s", least, most)
}

func (b *Base) writeLines(p *local.Page) {
	p.Break()
	p.Say(0, fmt.Sprintf("Lines of the block that follow no child, pounds a year: planned lines of %s brought to %s [S251-21]. Places are those of the census, your own children's and others', in prices of the census; what is paid for places that come after it is added.", FinancialYear(linesYear), FinancialYear(baseYear)))
	p.Key(0, "lines", "", "")
	for l := range NumLines {
		if (&Own{}).Takes(l) {
			p.Key(2, Lines[l].Key, amount(b.Lines[l]), Lines[l].Name)
		}
	}
}

func (b *Base) writeBalance(p *local.Page, known *evidence.File, january int) {
	p.Break()
	p.Say(0, "DSG balance at the 31 March after the census. A DEFICIT IS POSITIVE, a surplus negative. Net is after payments received under a safety valve, gross before them; without gross, payments stay as published (none, in most councils).")
	if january != baseYear+1 {
		p.Example(0, "balance", fmt.Sprintf("{at: %04d-%02d, net: 1.2m}", january, march), "not published: worked out from the last balance and the lines")
		return
	}
	p.Key(0, "balance", "", "")
	p.Key(2, "at", fmt.Sprintf("%d-%02d", baseYear+1, march), "")
	source := "worked out from the last published balance and the lines: none is published"
	if r, ok := known.Row(evidence.DSGBalance, baseYear, evidence.AllAges, ""); ok {
		source = fmt.Sprintf("[%s] %s", r.Source, r.Note)
	}
	p.Key(2, "net", amount(Round(b.Opening.Net)), source)
	switch gross := amount(b.Gross); {
	case b.Gross != Round(b.Opening.Net):
		p.Key(2, "gross", gross, "before payments received")
	case b.Valve:
		p.Example(2, "gross", "20m", "not known: it has a safety-valve agreement, and its payments are not published")
	default:
		p.Example(2, "gross", gross, "")
	}
}

func (b *Base) writeBlocks(p *local.Page) {
	p.Break()
	p.Say(0, fmt.Sprintf("High needs block before deductions. After the last one that is published, or yours, it grows as the law and funding of the run say. Apart by more than %.0f %% from the published one is warned of, and of those after it less than %.0f %% or more than %.0f %% a year of the one before.", 100*blockSize.Share, 100*leastStep, 100*mostStep))
	p.Key(0, "blocks", "", "")
	years := []int{baseYear}
	for year := range b.Blocks {
		if year > baseYear {
			years = append(years, year)
		}
	}
	slices.Sort(years)
	for _, year := range years {
		p.Key(2, FinancialYear(year), amount(b.Blocks[year]), "allocation [DSG-23]")
	}
	p.Example(2, FinancialYear(years[len(years)-1]+1), amount(b.Blocks[baseYear]), "your allocation")
}
