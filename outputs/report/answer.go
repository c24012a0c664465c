package report

import (
	"fmt"
	"strings"

	"sendsim/cohorts"
	"sendsim/outputs"
)

// headline is the year that the answer is given for, counted from the first of
// the run: the last before figures are arithmetic, 2028-29 of a run that begins
// in 2024-25.
func headline(s *outputs.Summary) int { return min(outputs.CautionYears, s.Years) - 1 }

// ends are the P10, the P50 and the P90 of a column.
func ends(s *outputs.Summary, area, year int, column string) (low, middle, high float64) {
	st := s.Stats(area, year, column)
	return st.At(10).Value, st.At(outputs.Median).Value, st.At(90).Value
}

// asked says the question.
func asked(p *Paper) []Block {
	s := p.Summary()
	text := fmt.Sprintf("What will demand for support for special educational needs and disabilities (SEND) do to the high-needs budget of %s from %s to %s, under %s?",
		p.Name(), finYear(s, 0), finYear(s, s.Years-1), s.Regime)
	if p.noMoney() != "" {
		text = fmt.Sprintf("How many education, health and care (EHC) plans will there be in %s from %s to %s, under %s?",
			p.Name(), finYear(s, 0), finYear(s, s.Years-1), s.Regime)
	}
	blocks := []Block{{Text: text}}
	if e := p.Effect(); e != nil {
		blocks = append(blocks, Block{Text: fmt.Sprintf("The plan “%s” is compared with %s, future by future with the same luck.", e.Name, against(e))})
	}
	if p.several() {
		blocks = append(blocks, Block{Text: p.severalAsked()})
	}
	switch list := leverList(p); {
	case len(list) > 0 && len(p.ToldRuns()) > 1:
		blocks = append(blocks, Block{Text: "These levers are pulled:"}, Block{List: list})
	case len(list) > 0:
		blocks = append(blocks, Block{Text: "The plan pulls these levers:"}, Block{List: list})
	case p.Unproven == "":
		blocks = append(blocks, Block{Text: "No lever is pulled: it goes on as it does."})
	}
	return append(blocks, Block{Text: fmt.Sprintf("It was answered with %s simulated futures, from the census of January %d on. A future is one way in which it may come; together they show what is likely, and how sure that is.",
		number(float64(s.Draws), 0), s.FirstYear)})
}

// against is what the plan is compared with, as a sentence has it.
func against(e *outputs.Effect) string {
	if e.BaseName == outputs.WithoutLevers {
		return "no levers"
	}
	return "“" + e.BaseName + "”"
}

// leverList is the levers of what is reported, a line each.
func leverList(p *Paper) (list []string) {
	for _, run := range p.ToldRuns() {
		for _, l := range p.Known[run].Levers {
			card, common := l.Card(), l.Common()
			line := p.ofPlan(run) + card.Name
			if common.Name != "" {
				line = p.ofPlan(run) + common.Name + ": " + card.Name
			}
			list = append(list, line+", from "+when(common.From))
		}
	}
	return list
}

// ofPlan says of which plan something is, where levers of several are told.
func (p *Paper) ofPlan(run int) string {
	if len(p.ToldRuns()) > 1 {
		return "“" + p.Runs[run].Name + "”: "
	}
	return ""
}

// when is a term as a reader says it: "autumn 2024".
func when(t cohorts.Term) string { return t.Part.String() + " " + fmt.Sprint(t.Calendar()) }

// answer says the finding in three sentences, and what each authority's is
// where there are several.
func answer(p *Paper) []Block {
	var blocks []Block
	for _, sentence := range Answer(p) {
		blocks = append(blocks, Block{Text: sentence})
	}
	if s := p.Summary(); len(s.Areas) > 1 {
		blocks = append(blocks, Block{Table: authorities(s)})
	}
	return blocks
}

// Answer is the finding in three sentences.
func Answer(p *Paper) []string {
	if p.noMoney() != "" {
		return p.plansAnswer()
	}
	if p.several() {
		return []string{p.deficitSentence(), p.lowestSentence(), p.riskSentence()}
	}
	if p.Effect() != nil {
		return []string{p.deficitSentence(), p.effectSentence(), p.riskSentence()}
	}
	return []string{p.deficitSentence(), p.balanceSentence(), p.riskSentence()}
}

// plansAnswer is the finding where there are no figures of money.
func (p *Paper) plansAnswer() []string {
	s := p.Summary()
	y := headline(s)
	low, middle, high := ends(s, p.Area, y, outputs.ColPlans)
	all := []string{
		fmt.Sprintf("Under %s, %s has between %s and %s EHC plans in January %d in 8 futures of 10, and the middle figure is %s.",
			s.Regime, p.Name(), plans(low), plans(high), s.FirstYear+y+1, plans(middle)),
		fmt.Sprintf("Who plans on the middle figure must reckon that in 1 future of 10 there are %s more, or more still.", plans(high-middle)),
	}
	if e := p.Effect(); e != nil {
		st := e.Stats(p.Area, y, outputs.ColPlans)
		all[1] = fmt.Sprintf("Compared with %s, the change is %s plans in the middle of the futures (in 8 of 10: %s to %s; below 0: fewer).",
			against(e), plans(st.At(outputs.Median).Value), plans(st.At(10).Value), plans(st.At(90).Value))
	}
	if p.several() {
		all[1] = p.lowestSentence()
	}
	return append(all, p.NoMoney())
}

func (p *Paper) deficitSentence() string {
	s := p.Summary()
	y := headline(s)
	low, middle, high := ends(s, p.Area, y, outputs.ColCumulative)
	with := ""
	if e := p.Effect(); e != nil {
		was := e.Base.Stats(p.Area, y, outputs.ColCumulative).At(outputs.Median).Value
		with = fmt.Sprintf(" with “%s” and %s with %s", e.Name, balance(was), against(e))
	}
	if p.several() {
		with = " with " + against(p.Effects[0])
	}
	return fmt.Sprintf("Under %s, the Dedicated Schools Grant of %s has %s at 31 March %d in 8 futures of 10, and the middle figure is %s%s.",
		s.Regime, p.Name(), balances(low, high), s.FirstYear+y+1, balance(middle), with)
}

func (p *Paper) balanceSentence() string {
	s := p.Summary()
	y := headline(s)
	low, middle, high := ends(s, p.Area, y, outputs.ColInYear)
	return fmt.Sprintf("In %s alone the high needs block has %s in 8 futures of 10 (middle figure %s), and in-year balance is %s.",
		finYear(s, y), balances(low, high), balance(middle), outputs.LikelyBalance(s, p.Area))
}

func (p *Paper) effectSentence() string {
	e := p.Effect()
	y := headline(e.Scenario)
	st, lower := e.Stats(p.Area, y, outputs.ColCumulative), e.Lower(p.Area, y, outputs.ColCumulative)
	most := ""
	if name, by, year := p.mostOf(); name != "" {
		most = fmt.Sprintf("; of all levers “%s” moves it most by 31 March %d (%s on average)", name, year, change(by))
	}
	return fmt.Sprintf("Compared with %s, the plan %s in the middle of the futures (in 8 of 10: %s to %s), and the deficit is lower %s%s.",
		against(e), moves(st.At(outputs.Median).Value), change(st.At(10).Value), change(st.At(90).Value), tens(lower.Share()), most)
}

// mostOf is the lever that does most to the cumulative deficit, and how much
// by the 31 March that the answer is given for.
func (p *Paper) mostOf() (name string, pounds float64, year int) {
	e := p.Effect()
	if e == nil || e.Attribution == nil {
		return "", 0, 0
	}
	s := e.Attribution.Decided(p.Area, outputs.ColCumulative)
	if len(s.Parts) == 0 || size(s.Parts[0].Mean.Value) == "" {
		return "", 0, 0
	}
	return outputs.LeverSaid(s.Parts[0].Name), s.Parts[0].Mean.Value, e.FirstYear + s.Year + 1
}

func (p *Paper) riskSentence() string {
	s := p.Summary()
	y := headline(s)
	_, middle, high := ends(s, p.Area, y, outputs.ColCumulative)
	low, plansMiddle, most := ends(s, p.Area, y, outputs.ColPlans)
	balanced := ""
	if p.Effect() != nil {
		balanced = "In-year balance is " + outputs.LikelyBalance(s, p.Area) + "; "
	}
	text := fmt.Sprintf("%splans go to between %s and %s by January %d (middle figure %s), and who plans on the middle figure must reckon that in 1 future of 10 the balance at 31 March %d is worse by %s or more.",
		balanced, plans(low), plans(most), s.FirstYear+y+1, plans(plansMiddle), s.FirstYear+y+1, money(high-middle))
	if n := p.Past().Plans; len(n) > 0 && n[len(n)-1].Year == s.FirstYear {
		text = strings.Replace(text, "plans go to", fmt.Sprintf("from %s EHC plans in January %d%s, they go to", shown(n[len(n)-1].Value, s.FullCounts), s.FirstYear, whose(n[len(n)-1].From)), 1)
	} else {
		text = strings.Replace(text, "plans go to", "EHC plans go to", 1)
	}
	return capital(text)
}

// whose says of a count that it is not a published one.
func whose(from outputs.Origin) string {
	return map[outputs.Origin]string{outputs.Council: " (the council's own count)", outputs.Derived: " (derived from published figures)"}[from]
}

// authorities is the middle figure of each authority and of their sum.
func authorities(s *outputs.Summary) *Table {
	y := headline(s)
	t := &Table{
		Title: fmt.Sprintf("Each authority, %s", finYear(s, y)),
		Head:  []string{"authority", "EHC plans, middle", fmt.Sprintf("cumulative deficit at 31 March %d, £m: P10", s.FirstYear+y+1), "middle", "P90", "chance of in-year balance"},
	}
	for area := range s.Areas {
		low, middle, high := ends(s, area, y, outputs.ColCumulative)
		_, n, _ := ends(s, area, y, outputs.ColPlans)
		chance := "-"
		if s.Areas[area].NoMoney == "" {
			chance = s.Chances[area].Balance[y].Plain()
		}
		t.Rows = append(t.Rows, []string{s.Areas[area].Name, plans(n), inMillions(low), inMillions(middle), inMillions(high), chance})
	}
	return t
}
