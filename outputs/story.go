package outputs

import (
	"fmt"
	"io"
	"math"
	"strings"

	"sendsim/cohorts"
	"sendsim/internal/disclosure"
	"sendsim/sim"
	"sendsim/sim/finance"
)

// WriteStory tells one future step by step: the figures it starts
// from, what was drawn, every term, and how each year's account comes about.
// With only set, that term alone is told; with full, small counts of real
// children too.
func WriteStory(w io.Writer, s *sim.Story, regime string, only *cohorts.Term, full bool) error {
	t := &teller{story: s, full: full}
	t.line("%s: future %d\n%s\n%s\n", s.Area.Name, s.Draw, regime, Simulated)
	if only == nil {
		t.start()
		t.drawn()
	}
	for i := range s.Terms {
		if term := &s.Terms[i]; only == nil || term.Term == *only {
			t.term(term)
		}
		if year := (i - 1) / int(cohorts.NumParts); only == nil && i > 0 && i%int(cohorts.NumParts) == 0 && year < len(s.Years) {
			t.year(year)
		}
	}
	_, err := io.WriteString(w, t.String())
	return err
}

// teller writes a story.
type teller struct {
	strings.Builder
	story *sim.Story
	full  bool // small counts of real children are shown
}

func (t *teller) line(format string, args ...any) { fmt.Fprintf(t, format+"\n", args...) }

// counts is a line whose whole numbers are counts, and have commas.
func (t *teller) counts(format string, args ...any) {
	for i, arg := range args {
		switch n := arg.(type) {
		case int:
			args[i] = commas(n)
		case int32:
			args[i] = commas(n)
		}
	}
	t.line(format, args...)
}

// commas is a count as people read it.
type commas int64

// Format writes it, with its sign where the verb asks for it.
func (c commas) Format(f fmt.State, _ rune) {
	if f.Flag('+') && c >= 0 {
		_, _ = io.WriteString(f, "+")
	}
	_, _ = io.WriteString(f, grouped(float64(c)))
}

// row is a name, a figure, and where it comes from.
func (t *teller) row(name, figure, from string) {
	t.line("  %-52s %14s  %s", name, figure, from)
}

// drawn tells what was uncertain and what it came to.
func (t *teller) drawn() {
	t.line("What this future drew (in brackets the range that 8 futures of 10 draw from; grade J is judgement)")
	for _, d := range t.story.Drawn {
		t.line("  %-44s %12.5g  (%.4g to %.4g %s) [%s]", d.Name, d.Value, Tidy(d.Quantile(.1)), Tidy(d.Quantile(.9)), d.Unit, d.Grade)
	}
	t.line("")
}

// Tidy is x, with what rounding leaves of a 0 taken for it.
func Tidy(x float64) float64 {
	const rounding = 1e-12
	if math.Abs(x) < rounding {
		return 0
	}
	return x
}

// hidesBeginning tells whether the requests of a term, those of children not on
// SEN support among them, and how many were agreed to, are not told. In the
// first term they would give away how many children waited for a decision, or
// were being assessed, at the start: what is there at its end, less what came,
// and what went.
func hidesBeginning(s *sim.Story, d *sim.ToldTerm, full bool) bool {
	few := disclosure.Hidden(float64(d.Before.Requested)) || disclosure.Hidden(float64(d.Before.Assessing))
	return few && !full && d.Term == s.Terms[0].Term
}

// begins is what hidesBeginning is about, as it is told.
func (t *teller) begins(d *sim.ToldTerm) (asked, direct, agreed string) {
	if hidesBeginning(t.story, d, t.full) {
		return disclosure.Mark, disclosure.Mark, disclosure.Mark
	}
	f := &d.Flows
	return grouped(float64(f.Requests)), grouped(float64(f.DirectRequests)), grouped(float64(f.Agreed))
}

// term tells one term.
func (t *teller) term(d *sim.ToldTerm) {
	f, part := &d.Flows, d.Term.Part
	t.line("%s (%g months)", d.Term, part.Months())
	if part == cohorts.Autumn {
		t.counts("  age       all a year older; %d born, %+d migrated; %d left at 26, %d of them with a plan", f.Births, f.Migration, f.AgedOut, f.Ended[cohorts.ReachedMaxAge])
		t.line("  units     %s", redesignated(f.Redesignated))
	}
	t.counts("  arrive    %d with a plan moved in or were recorded late (they take up what net leaving departs from its level)", f.Arrived)
	t.counts("  identify  %d onto SEN support, %d off it: %d are on it", f.Identified, f.Released, d.After.Support)
	asked, direct, agreed := t.begins(d)
	t.counts("  request   %s requests (%s would be expected of the population as it was at the start), %s of children not on SEN support", asked, WithCommas(d.Demand, 1), direct)
	t.counts("  decide    %s agreed, %d refused (%d contested), %d withdrawn; %d wait for a decision", agreed, f.Refused, f.Lodged[cohorts.AgainstRefusal], f.Withdrawn, d.After.Requested)
	if asked == disclosure.Mark {
		t.line("  " + disclosure.Says)
	}
	t.counts("  assess    %d finished (at most %s): %d plans, %d of them within 20 weeks, %d without a plan (%d contested); %d being assessed", f.Finished, WithCommas(d.Capacity, 0), f.IssuedAfterAssessment, f.IssuedInTime, f.NotIssued, f.Lodged[cohorts.AgainstNoPlan], d.After.Assessing)
	t.counts("  dispute   %s; %d open", resolved(f), d.After.Disputed)
	t.counts("  place     %d new plans: %s; %d contested", f.Issued, bySetting(&f.NewPlans), f.Lodged[cohorts.AgainstPlacement])
	t.counts("  review    %d held; %d fell due, beside those owed; ended: %s (hazards of leaving times %.2f, at 16 to 19 %.2f, from 20 on %.2f); need changed for %d", f.ReviewsHeld, f.ReviewsDue, endedBy(f), d.Leaving[cohorts.Age11to15], d.Leaving[cohorts.Age16to19], d.Leaving[cohorts.Age20to25], f.NeedChanged)
	t.counts("            setting changed: %d up, %d down, %d otherwise", f.MovedUp, f.MovedDown, f.MovedAside)
	for s := range cohorts.NumSettings {
		if s.Rationed() {
			t.counts("            %s: %d sought a place in the term and found none; at its end %d are there, with %d places", s, f.Unplaced[s], d.After.In[s], d.After.Places[s])
		}
	}
	t.counts("            of those without a place %d went independent, %d have an enhanced package, %d wait", f.ToIndependent, f.ToEnhanced, f.ToWaiting)
	t.counts("  plans     %d + %d new + %d arrived - %d ended = %d\n", d.Before.Plans, f.Issued, f.Arrived, f.EndedInAll(), d.After.Plans)
}

// year tells how the account of a year comes about, where there is money.
func (t *teller) year(i int) {
	if t.story.Money.Unknown != "" {
		return
	}
	y := &t.story.Years[i]
	a := &y.Account
	t.line("Account of %s (pounds; a deficit is positive)", finance.FinancialYear(y.Year))
	for l, pounds := range a.Lines {
		if l := finance.Line(l); l.Purse() == finance.HighNeeds && pounds != 0 {
			t.row(l.String(), grouped(float64(pounds)), t.how(l, i))
		}
	}
	t.row("spend of the high needs block", grouped(float64(a.Spend(finance.HighNeeds))), "the lines together")
	t.row("- high needs block", grouped(float64(a.Grant)), "")
	t.row("- moved in from the schools block", grouped(float64(a.Transfer)), "")
	t.row("= in-year deficit", grouped(float64(a.InYear)), "")
	t.row("+ brought forward", grouped(float64(a.OpeningNet)), "")
	t.row("- payments, stability grant", grouped(float64(a.Payments+a.Stability)), "")
	t.row("= cumulative deficit at 31 March", grouped(float64(a.Net)), fmt.Sprintf("own %s, notional %s", grouped(float64(a.Own)), grouped(float64(a.Notional))))
	t.line("")
}

// how is the children and the cost of a child behind a line.
func (t *teller) how(l finance.Line, year int) string {
	const halfMonthsOfYear = 24
	var parts []string
	for _, s := range finance.Lines[l].Pays {
		months := t.story.Years[year].Account.Months[s]
		if months == 0 {
			continue
		}
		parts = append(parts, fmt.Sprintf("%.1f child-years in %s", float64(months)/halfMonthsOfYear, s))
	}
	if len(parts) == 0 {
		return finance.Lines[l].Also
	}
	return strings.Join(parts, ", ")
}

// redesignated says how many children were in units that opened in mainstream
// schools, or closed.
func redesignated(n int32) string {
	switch {
	case n > 0:
		return fmt.Sprintf("%d in a unit that was opened in their mainstream school", commas(n))
	case n < 0:
		return fmt.Sprintf("%d stay at the mainstream school whose unit was closed", commas(-n))
	}
	return "no unit opened or closed with children in it"
}

// resolved says how many disputes ended, and how.
func resolved(f *cohorts.Flows) string {
	var by [cohorts.NumOutcomes]int32
	for s := range f.Resolved {
		for o, n := range f.Resolved[s] {
			by[o] += n
		}
	}
	return fmt.Sprintf("%d conceded, %d upheld, %d lost or dropped", commas(by[cohorts.Conceded]), commas(by[cohorts.Upheld]), commas(by[cohorts.Lost]))
}

// bySetting lists counts by setting, the empty ones left out.
func bySetting(n *[cohorts.NumSettings]int32) string {
	var parts []string
	for s, k := range n {
		if k != 0 {
			parts = append(parts, fmt.Sprintf("%d %s", commas(k), cohorts.Setting(s)))
		}
	}
	return orNone(parts)
}

// endedBy lists the plans that ended by reason, the empty ones left out.
func endedBy(f *cohorts.Flows) string {
	var parts []string
	for r, k := range f.Ended {
		if k != 0 && cohorts.Reason(r) != cohorts.ReachedMaxAge {
			parts = append(parts, fmt.Sprintf("%d %s", commas(k), strings.ReplaceAll(cohorts.Reason(r).String(), "-", " ")))
		}
	}
	return orNone(parts)
}

func orNone(parts []string) string {
	if len(parts) == 0 {
		return "none"
	}
	return strings.Join(parts, ", ")
}
