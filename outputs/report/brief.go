package report

import (
	_ "embed" // for the page
	"fmt"
	"html/template"
	"io"
	"strings"

	"sendsim/calibration/trials"
	"sendsim/outputs"
)

//go:embed brief.tmpl
var briefText string

var briefPage = template.Must(template.New("brief").Funcs(template.FuncMap{"svg": inline}).Parse(briefText))

// Part is a heading of the brief with its sentences: short words, short
// sentences, for readers who are not of the trade.
type Part struct {
	Title string
	Says  []string
}

// WriteBrief writes one side of A4 for a schools forum: the finding in words,
// one chart, one table.
func WriteBrief(w io.Writer, p *Paper) error {
	s := p.Summary()
	chart := briefChart(p)
	foot := "Simulated: no figure of a future is a count of real children. " + strings.Join(s.Sources, "; ") + ". " + outputs.Licence + " sendsim " + p.Version + "."
	if s.Local {
		foot = "Contains local data. " + foot
	}
	if s.FullCounts {
		foot = inFull + " " + foot
	}
	parts, table := Brief(p), briefTable(p)
	return briefPage.Execute(w, struct {
		Title, Version, Foot string
		Parts                []Part
		Figure               *Figure
		Table                *Table
		Room                 int // millimetres that the chart has
	}{briefTitle(p), p.Version, foot, parts, chart, table, chartRoom(parts, table, foot)})
}

func briefTitle(p *Paper) string {
	if p.noMoney() != "" {
		return fmt.Sprintf("%s: how many children will have a plan?", p.Name())
	}
	return fmt.Sprintf("%s: will the money for high needs last?", p.Name())
}

// briefChart is the fan of the deficit up to the headline's year, or of plans
// where there is no money.
func briefChart(p *Paper) *Figure {
	const inHand = " Below 0: money in hand."
	fan := func(past []outputs.Point) string {
		says := "Dark line: the middle figure. Shaded: 5, 8 and 9 futures in 10."
		if len(past) > 0 {
			says += " Dots: " + outputs.OriginsSaid(past, [...]string{"what was published", "what we worked out from it", "the council's own figure"}) + "."
		}
		return says
	}
	s := p.Summary().Until(headline(p.Summary()) + 1)
	column, c := outputs.ColCumulative, outputs.DeficitChart(s, p.Past())
	if p.noMoney() == "" {
		c.Plain(fmt.Sprintf("%s: how much money is short, to March %d", p.Name(), s.FirstYear+s.Years), fan(p.Past().Deficits)+inHand, "£ million short at 31 March")
	} else {
		column, c = outputs.ColPlans, outputs.PlansChart(s, p.Past())
		c.Plain(fmt.Sprintf("%s: how many plans there will be, to January %d", p.Name(), s.FirstYear+s.Years), fan(p.Past().Plans), "EHC plans in January")
	}
	if e := p.Effect(); e != nil {
		c.Against(e.Base.Until(s.Years), p.Area, column, e.BaseName)
	}
	c.Came(p.outturns(column))
	return &Figure{Picture: c, Title: c.Title, Says: c.Says()}
}

// Brief is the words of the brief.
func Brief(p *Paper) []Part {
	parts := []Part{briefAsked(p), briefMoney(p), briefPlans(p)}
	if p.noMoney() != "" {
		parts[1] = Part{"What we could not find: money", []string{
			"We can say nothing of the money.",
			fmt.Sprintf("What was short or in hand by the end of March %d is not known.", p.Summary().FirstYear),
		}}
	}
	switch money := p.noMoney() == ""; {
	case p.several():
		parts = append(parts, briefBeside(p))
	case p.Effect() == nil:
	case money:
		parts = append(parts, briefEffect(p))
	default:
		parts = append(parts, briefFewer(p))
	}
	return append(parts, briefTrust(p))
}

func briefAsked(p *Paper) Part {
	s := p.Summary()
	says := []string{
		"Some children need more help in school than most.",
		"An EHC plan says what help a child gets.",
		"The council pays for it from a grant, the high needs block.",
		map[bool]string{true: "We asked if the grant will be enough.", false: "We asked how many plans there will be."}[p.noMoney() == ""],
		fmt.Sprintf("To find out, we played %s futures on a computer.", number(float64(s.Draws), 0)),
		"Each is one way in which things may go.",
		p.briefLaw(),
	}
	if s.Local {
		says = append(says, "Some of the figures we start from are the council's own, and not the published ones.")
	}
	if p.several() {
		says = append(says, fmt.Sprintf("What we found is with %s, and then what each of %d plans does to it.", against(p.Effects[0]), len(p.Effects)))
	}
	return Part{"What we asked", says}
}

// briefLaw is the law and funding that all take, or that of the base where they
// differ.
func (p *Paper) briefLaw() string {
	if p.lawsDiffer() {
		return fmt.Sprintf("The futures of %s take the %s, and those of a plan take another.", against(p.Effects[0]), p.Summary().Regime)
	}
	return fmt.Sprintf("All take the %s.", p.Summary().Regime)
}

func briefMoney(p *Paper) Part {
	s := p.Summary()
	y := headline(s)
	low, middle, high := ends(s, p.Area, y, outputs.ColCumulative)
	says := []string{
		fmt.Sprintf("In 8 futures of 10, the grant is %s by the end of March %d.", shortBetween(low, high), s.FirstYear+y+1),
		"In 1 future of 10 it is worse than that, and in 1 it is better.",
		fmt.Sprintf("The middle figure is %s.", shortOf(middle)),
		briefBalance(s, p.Area),
	}
	for year := range y + 1 {
		if least, paid, most := ends(s, p.Area, year, "stability_grant"); paid > 0 {
			says = append(says, fmt.Sprintf("In %s a grant from the state is to pay off about %s of what is short. It may be from %s to %s.", finYear(s, year), money(paid), money(least), money(most)))
		}
	}
	if from := notionalFrom(s, p.Area); from <= y {
		says = append(says,
			fmt.Sprintf("As announced, what is short anew from April %d on falls on the state.", s.FirstYear+from),
			fmt.Sprintf("That is about %s of the middle figure.", money(s.Stats(p.Area, y, outputs.ColNotional).At(outputs.Median).Value)))
	}
	return Part{"What we found: money", says}
}

// notionalFrom is the first year, counted from that of the run, whose deficit
// falls on central government; the number of years where none does.
func notionalFrom(s *outputs.Summary, area int) int {
	for y := range s.Years {
		if _, _, high := ends(s, area, y, outputs.ColNotional); high > 0 {
			return y
		}
	}
	return s.Years
}

// shortBetween says a range of deficits without the word.
func shortBetween(low, high float64) string {
	switch {
	case money(low)[0] != '-':
		return fmt.Sprintf("short by %s to %s", money(low), money(high))
	case money(high)[0] == '-':
		return fmt.Sprintf("in hand by %s to %s", money(-high), money(-low))
	}
	return fmt.Sprintf("somewhere from %s in hand to %s short", money(-low), money(high))
}

func shortOf(pounds float64) string {
	if money(pounds)[0] == '-' {
		return money(-pounds) + " in hand"
	}
	return money(pounds) + " short"
}

// briefBalance says when a year's grant is more likely than not to be enough.
func briefBalance(s *outputs.Summary, area int) string {
	const even = 0.5
	var years []string
	first := -1
	for y, c := range s.Chances[area].Balance {
		if c.Share() > even {
			if first < 0 {
				first = y
			}
			years = append(years, finYear(s, y))
		}
	}
	switch {
	case first < 0:
		return fmt.Sprintf("In no year up to %s is the grant for the year likely to be enough.", finYear(s, s.Years-1))
	case len(years) == s.Years-first:
		return fmt.Sprintf("From %s on, the grant for the year is more likely than not to be enough.", years[0])
	}
	return fmt.Sprintf("The grant for the year is more likely than not to be enough in %s, and in no other year.", strings.Join(years, ", "))
}

func briefPlans(p *Paper) Part {
	s := p.Summary()
	y := headline(s)
	low, middle, high := ends(s, p.Area, y, outputs.ColPlans)
	var says []string
	if n := p.Past().Plans; len(n) > 0 && n[len(n)-1].Year == s.FirstYear {
		says = append(says, fmt.Sprintf(map[outputs.Origin]string{
			outputs.Published: "In January %d there were %s plans.",
			outputs.Derived:   "In January %d there were about %s plans, as we work it out from what was published.",
			outputs.Council:   "In January %d there were %s plans, by the council's own count.",
		}[n[len(n)-1].From], s.FirstYear, shown(n[len(n)-1].Value, s.FullCounts)))
	}
	return Part{"What we found: plans", append(says,
		fmt.Sprintf("In 8 futures of 10 there are %s to %s by January %d.", plans(low), plans(high), s.FirstYear+y+1),
		fmt.Sprintf("The middle figure is %s.", plans(middle)))}
}

func briefEffect(p *Paper) Part {
	e := p.Effect()
	s := p.Summary()
	y := headline(s)
	st := e.Stats(p.Area, y, outputs.ColCumulative)
	says := []string{
		fmt.Sprintf("The plan is “%s”.", e.Name),
		fmt.Sprintf("We set it beside %s.", against(e)),
		fmt.Sprintf("By March %d the plan makes the sum that is short %s.", s.FirstYear+y+1, largerOrSmaller(st.At(outputs.Median).Value)),
		fmt.Sprintf("In 8 futures of 10 the change lies from %s to %s.", change(st.At(10).Value), change(st.At(90).Value)),
		fmt.Sprintf("The plan lowers the deficit %s.", tens(e.Lower(p.Area, y, outputs.ColCumulative).Share())),
	}
	if name, _, year := p.mostOf(); name != "" {
		says = append(says, fmt.Sprintf("Up to March %d, “%s” does most to change it.", year, name))
	}
	return Part{"What the plan does", append(says, briefPurses(e, p.Area)...)}
}

func largerOrSmaller(pounds float64) string {
	switch s := size(pounds); {
	case s == "":
		return "no larger and no smaller"
	case pounds < 0:
		return s + " smaller"
	default:
		return s + " larger"
	}
}

func briefTrust(p *Paper) Part {
	says := []string{"No one knows the future.", "The law may change, and no range here covers that."}
	if p.Summary().Break != "" {
		says[1] = "The law may change: the ranges here take in a chance of that, which we had to judge."
	}
	if card, err := scorecard(); err == nil {
		const at80 = 1
		for _, l := range card.Scores {
			if l.Target == "plans" && l.Forecaster == card.About.Published && l.Horizon == card.About.Nearest {
				says = append(says, fmt.Sprintf("We tried the way we count plans on past years: one year on, what came was in the range in %s of 100 cases.", number(percent*l.Coverage[at80], 0)))
				if p.noMoney() == "" {
					says = append(says, briefTrial(card))
				}
			}
		}
	}
	if p.noMoney() == "" {
		says = append(says, briefWarnings(p)...)
	}
	return Part{"How sure this is", says}
}

// briefTrial says how balances were forecast two years on, from the last start
// from which that can be told.
func briefTrial(card *trials.Scorecard) string {
	const ahead = 2
	says := "We could not try it for money."
	if card.Balance == nil {
		return says
	}
	for _, l := range card.Balance.Lines {
		if !l.Valve && l.Closed-l.Origin == ahead {
			says = fmt.Sprintf("For money, two years on, it was in the range in %s of 100 cases, of councils that have no safety valve agreement.", number(percent*l.Inside80, 0))
		}
	}
	return says
}
