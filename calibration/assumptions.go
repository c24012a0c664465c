package calibration

import "sendsim/cohorts"

// The uncertain numbers of one authority's future, in the order of the table.
const (
	entryLevel = iota
	entryVolatility
	entryFade

	leavingLevel
	leavingVolatility
	arrivalsShare

	requestsSpring
	requestsSummer
	routeEarly
	routeSchool
	routePost16
	agreeOdds
	issueOdds
	finishFirst
	finishLater
	headroom

	supportEarly
	supportPost16
	supportPeak
	supportRelease

	lodgeRefusal
	lodgeNoPlan
	lodgePlacement
	resolveRefusal
	resolveNoPlan
	resolvePlacement
	concededRefusal
	concededNoPlan
	concededPlacement
	upheldRefusal
	upheldNoPlan
	upheldPlacement

	overflowResourced
	overflowSpecial
	overflowPost16
	waitResourced
	waitSpecial
	waitPost16
	displacedBefore
	seekSpecial
	overflowOwn
	transferAway
	moveUp
	moveDown
	moveAside

	slackResourced
	slackSpecial
	slackPost16
	growthResourced
	growthSpecial
	growthPost16
	growthNation
	growthFade
	swingResourced
	swingSpecial
	placesFilled

	reviewsHeld
	reviewsPace
	needChangeSpeed

	birthsTrend
	migrationRate

	firstJudgedMove
	firstDrift       = firstJudgedMove + numJudgedMoves // of an authority, by setting sought
	firstNationDrift = firstDrift + len(sought)         // of the nation
	firstOwnOldest   = firstNationDrift + len(sought)   // of an authority, by band of oldest
	firstSwingOldest = firstOwnOldest + numOldest
	nationOldest     = firstSwingOldest + numOldest // of the nation
	numParameters    = nationOldest + numOldest
)

// judged is an assumption that holds for every authority of a draw.
func judged(name, unit, says string, group Group, t Transform, low, high float64) Parameter {
	return Parameter{
		Name: name, Unit: unit, Says: says, Group: group, Scope: Nation, Transform: t,
		Grade: Judgment, Source: "JUDGEMENT",
	}.between(low, high)
}

// resting names the source and grade of an assumption that leans on one.
func (p Parameter) resting(grade Grade, source, better string) Parameter {
	p.Grade, p.Source, p.Better = grade, source, better
	return p
}

// asked names who could replace an assumption by a figure.
func (p Parameter) asked(better string) Parameter {
	p.Better = better
	return p
}

// learned is a parameter whose prior and posterior an authority's evidence
// gives.
func learned(name, unit, says string, group Group, t Transform) Parameter {
	return Parameter{
		Name: name, Unit: unit, Says: says, Group: group, Scope: Local, Transform: t,
		Grade: Derived, Source: "SEN2", Identified: true,
	}
}

// assumptions is the table of all uncertain numbers of one authority, with the
// priors of those that no figure identifies. Low and high are P10 and P90.
func assumptions() []Parameter {
	t := make([]Parameter, numParameters)

	t[entryLevel] = learned("entry-level", "log ratio", "new plans per plan in the last year, relative to England: the state from which the authority's own deviation reverts", Entry, Identity)
	t[entryVolatility] = learned("entry-volatility", "ratio of variances", "how much more the authority's entries vary than others'", Entry, InverseCubeRoot)
	t[entryFade] = judged("entry-fade", "factor a year", "from the sixth projected year on, the growth of national new plans and its pull shrink by this factor a year: no series can grow for ever", NationalPath, Logit, .75, .92).
		asked("nobody yet: the years will tell")

	t[leavingLevel] = learned("leaving-level", "plans a year per plan", "net leaving in the last year, less England's: the state from which it reverts", Leaving, Identity)
	t[leavingVolatility] = learned("leaving-volatility", "ratio of variances", "how much more the authority's net leaving varies than others'", Leaving, InverseCubeRoot)
	t[arrivalsShare] = learned("arrivals-share", "plans a year per plan", "children who move in with a plan or are recorded late: next stock less stock, new plans and endings", Leaving, Identity)

	const council = "the authority: its case management system"
	t[requestsSpring] = judged("requests-spring", "factor", "requests of a spring term, relative to an even spread over the year", Pipeline, Log, 1.0, 1.3).asked(council)
	t[requestsSummer] = judged("requests-summer", "factor", "requests of a summer term (with its holidays), relative to an even spread", Pipeline, Log, .75, 1.0).asked(council)
	t[routeEarly] = judged("route-direct-early", "share", "requests up to age 3 for children who are not on SEN support", Pipeline, Logit, .70, .95).asked(council)
	t[routeSchool] = judged("route-direct-school", "share", "requests at 4 to 15 for children who are not on SEN support", Pipeline, Logit, .08, .30).asked(council)
	t[routePost16] = judged("route-direct-post16", "share", "requests from 16 on for young people who are not on SEN support", Pipeline, Logit, .40, .80).asked(council)
	t[agreeOdds] = judged("agree-odds", "factor on odds", "chance that a request leads to an assessment, relative to the year before the start", Pipeline, Log, .85, 1.18).asked("the next release")
	t[issueOdds] = judged("issue-odds", "factor on odds", "chance that an assessment leads to a plan, relative to the year before the start", Pipeline, Log, .75, 1.33).asked("the next release")
	t[finishFirst] = judged("finish-first-odds", "factor on odds", "chance that an assessment is finished in the first term in which it is due, relative to the published share within 20 weeks", Pipeline, Log, .7, 1.43).asked(council)
	t[finishLater] = judged("finish-later-odds", "factor on odds", "chance that an assessment is finished in a later term, relative to what the published share of plans after a year implies", Pipeline, Log, .7, 1.43).asked(council)
	t[headroom] = judged("assessment-headroom", "factor", "assessments that the service can finish in a term, relative to those expected along the path", Pipeline, Log, 1.02, 1.25).asked("the authority: educational psychologists and caseworkers in post")

	const school = "school census by age, and a survey of settings"
	t[supportEarly] = judged("support-early", "share of children", "children of 2 and 3 on SEN support; half as many at 2", SupportOf, Logit, .03, .08).asked(school)
	t[supportPost16] = judged("support-post16", "share of young people", "young people of 16 to 18 on SEN support", SupportOf, Logit, .03, .09).asked(school)
	t[supportPeak] = judged("support-peak", "factor", "how far the share of pupils on SEN support rises from 4 to its peak at 9 and falls after 11, relative to the profile assumed", SupportOf, Log, .7, 1.4).asked(school)
	t[supportRelease] = judged("support-release", "a year", "hazard that a child comes off SEN support", SupportOf, Log, .12, .30).asked("school census, pupil by pupil from year to year")

	disputes := func(i int, name, unit, says string, tr Transform, low, high float64, grade Grade, source string) {
		t[i] = judged(name, unit, says, DisputesOf, tr, low, high).resting(grade, source, "the authority's register of mediations and appeals")
	}
	disputes(lodgeRefusal, "lodge-refusal", "share", "refusals to assess that are contested, by mediation or appeal (2023: mediations 23 %, appeals 11 %)", Logit, .20, .33, Derived, "SEN2-24")
	disputes(lodgeNoPlan, "lodge-no-plan", "share", "decisions not to issue that are contested (2023: mediations 34 %, appeals 23 %)", Logit, .30, .50, Derived, "SEN2-24")
	disputes(lodgePlacement, "lodge-placement", "share", "new plans whose content is contested (appeals on content are about six in ten of those registered)", Logit, .07, .15, Derived, "MOJ-TRIB")
	disputes(resolveRefusal, "resolve-refusal", "a year", "hazard that a dispute about a refusal is resolved: mediation takes months, an appeal most of a year", Log, 1.1, 2.4, Judgment, "APPEAL-DELAY")
	disputes(resolveNoPlan, "resolve-no-plan", "a year", "hazard that a dispute about no plan is resolved", Log, 1.0, 2.2, Judgment, "APPEAL-DELAY")
	disputes(resolvePlacement, "resolve-placement", "a year", "hazard that a dispute about content is resolved", Log, .8, 1.6, Judgment, "APPEAL-DELAY")
	disputes(concededRefusal, "conceded-refusal", "share", "resolved disputes about a refusal that the authority concedes, in mediation or before a hearing", Logit, .30, .60, Judgment, "MEDIATION21")
	disputes(concededNoPlan, "conceded-no-plan", "share", "resolved disputes about no plan that the authority concedes", Logit, .30, .60, Judgment, "MEDIATION21")
	disputes(concededPlacement, "conceded-placement", "share", "resolved disputes about content that the authority concedes", Logit, .20, .50, Judgment, "TRIB-YEARS")
	disputes(upheldRefusal, "upheld-refusal", "share of the rest", "disputes about a refusal not conceded that go for the family (nearly all that are decided; many are withdrawn)", Logit, .40, .75, Judgment, "TRIB-YEARS")
	disputes(upheldNoPlan, "upheld-no-plan", "share of the rest", "disputes about no plan not conceded that go for the family", Logit, .40, .75, Judgment, "TRIB-YEARS")
	disputes(upheldPlacement, "upheld-placement", "share of the rest", "disputes about content not conceded that change the placement", Logit, .25, .60, Judgment, "TRIB-YEARS")

	const decided = "a council that follows each child for whom no place was found"
	over := func(i int, name, says string, low, high float64) {
		t[i] = judged(name, "share", says, PlacementOf, Logit, low, high).resting(Judgment, "OVERFLOW", decided)
	}
	over(overflowSpecial, "overflow-special-independent", "children who seek a state special place, find none and go to an independent special school: read from 3 % to 60 % by different sources, and the most consequential assumption of all", .10, .60)
	over(overflowResourced, "overflow-resourced-independent", "the same of resourced provision and units", .02, .20)
	over(overflowPost16, "overflow-post16-independent", "the same of specialist post-16 institutions", .05, .40)
	over(waitSpecial, "overflow-special-waits", "of those who do not go independent, the share who wait where they are; the others go to mainstream with an enhanced package", .30, .75)
	over(waitResourced, "overflow-resourced-waits", "the same of resourced provision", .20, .70)
	over(waitPost16, "overflow-post16-waits", "the same of specialist post-16 institutions", .20, .60)
	t[displacedBefore] = judged("displaced-before", "share", "of the children who sought a state special place in the year before the start, those for whom there was none: the settings recorded for them are where they overflowed to, and they would fill places that were added (state special schools lost 1.3 in a hundred of all plans a year from 2019)", PlacementOf, Logit, .08, .30).resting(Derived, "SEN2-24", decided)
	t[seekSpecial] = judged("seek-special", "factor", "rate at which children seek a state special place over the coming years, relative to that with which schools would go on growing as they did, were there places for all: state and independent special schools together grew 6 % a year from 2019 to 2024 while plans grew 10 %, so it may fall as more children have a plan; at the start it is as it was", PlacementOf, Log, .88, 1.10).resting(Derived, "SEN2-24", "the next releases")
	t[overflowOwn] = learned("overflow-own", "log odds", "how much more likely than elsewhere in England it is that a child for whom there is no state special place goes to an independent special school: as many more as have gone there for each child in a state special school", PlacementOf, Identity)
	t[transferAway] = judged("transfer-away", "factor", "chance to change setting at a border between phases, relative to the fewest changes that turn the mix of one age into that of the next", PlacementOf, Log, .9, 1.25).asked("SEN2 records, child by child")
	t[moveUp] = judged("move-up", "factor", "moves to a more specialist setting outside the borders, relative to those published to 2021", PlacementOf, Log, .75, 1.4).resting(Judgment, "SEN2-22", "SEN2 records, child by child")
	t[moveDown] = judged("move-down", "factor", "moves to a less specialist setting, relative to those published to 2021", PlacementOf, Log, .7, 1.3).resting(Judgment, "SEN2-22", "SEN2 records, child by child")
	t[moveAside] = judged("move-aside", "factor", "moves between settings of one rank, relative to those published or assumed", PlacementOf, Log, .7, 1.4).asked("SEN2 records, child by child")

	const register = "the authority's register of commissioned places"
	const room = "a census in mid-year lies below the number in July, whom the places must hold"
	t[slackResourced] = judged("slack-resourced", "share of children there", "places free at the start in resourced provision and units: "+room, Places, Identity, .02, .12).asked(register)
	t[slackSpecial] = judged("slack-special", "share of children there", "places free at the start in state special schools: two thirds of them are full or over in May, but "+room+", about 4 % more, and the others have some room then too; with fewer, children could not grow from January to January as places do, and they grew by 5.4 to 6.6 % a year", Places, Identity, .04, .10).resting(Judgment, "SCAP23", register)
	t[slackPost16] = judged("slack-post16", "share of children there", "places free at the start in specialist post-16 institutions: "+room, Places, Identity, .00, .12).asked(register)
	for _, g := range []struct {
		at int
		s  cohorts.Setting
	}{{growthResourced, cohorts.ResourcedProvision}, {growthSpecial, cohorts.StateSpecial}, {growthPost16, cohorts.SpecialistPost16}} {
		t[g.at] = learned("growth-"+g.s.Key(), "log points a year", "places added in "+g.s.String()+" under business as usual over three years, as children there grew in the years before; as many more seek them", Places, Identity)
	}
	t[growthNation] = judged("growth-nation", "log points a year", "growth of places in every authority under business as usual, beyond that of the years before", Places, Identity, -.02, .02).asked("the capital programme")
	t[growthFade] = judged("growth-fade", "factor a year", "growth of places under business as usual shrinks by this factor a year", Places, Logit, .80, .96).asked("the capital programme")

	t[reviewsHeld] = judged("reviews-held", "share", "annual reviews held of those due, owed ones among them, at the start", ReviewOf, Logit, .55, .90).asked(council)
	t[reviewsPace] = judged("reviews-pace", "a year", "growth of the share of reviews due that is held", ReviewOf, Identity, -.03, .01).asked("the authority: caseworkers in post")
	t[needChangeSpeed] = judged("need-change", "factor", "speed at which recorded needs change, relative to what keeps needs by age as they are", ReviewOf, Log, .67, 1.5).asked("SEN2 records, child by child")

	t[birthsTrend] = judged("births-trend", "log points a year", "growth of births, a national path; flat at its centre", PopulationOf, Identity, -.015, .015).resting(Judgment, "ONS-MYE", "a population projection")
	t[migrationRate] = judged("migration", "share a year", "net inflow of children without a plan, a national path; none at its centre", PopulationOf, Identity, -.004, .004).resting(Judgment, "ONS-MYE", "a population projection")

	t[placesFilled] = judged("places-filled", "share of places", "where fewer of the places of a setting are filled at the census of a January, none is added in the autumn after, under business as usual; when they are filled again, places grow on at the planned rate. Levers, and openings that a council names, come whatever stands empty", Places, Logit, .75, .90).asked("the authority's register of commissioned places")
	t[swingResourced] = learned("swing-"+cohorts.ResourcedProvision.Key(), "log points", "standard deviation of a year's growth of resourced provision and units about the authority's own: units are opened among mainstream schools, and closed, with the children who are in them, so that three years of it spread as the growth of children there did between authorities", Places, Log)
	t[swingSpecial] = learned("swing-"+cohorts.StateSpecial.Key(), "log points", "standard deviation of a year's growth of places in state special schools about the authority's own: three years of it spread as the growth of children there did between authorities", Places, Log)

	for i, m := range judgedMoves {
		t[firstJudgedMove+i] = judged("move-"+m.from.Key()+"-to-"+m.to.Key(), "a year",
			"hazard that a child moves from "+m.from.String()+" to "+m.to.String()+" outside the borders, at the ages where it is most common"+exchanged(m),
			PlacementOf, Log, m.low, m.high).asked("SEN2 records, child by child")
	}
	for i, s := range sought {
		t[firstDrift+i] = learned("drift-"+s.Key(), "log points a year", "growth over three years of the part of all plans that is in "+s.String()+", if there are places for all: the rate at which children seek it is such", PlacementOf, Identity)
		nation := learned("drift-nation-"+s.Key(), "log points a year", "the same growth of the part in "+s.String()+", of all authorities: beyond that of the years before", PlacementOf, Identity)
		nation.Scope = Nation
		t[firstNationDrift+i] = nation
	}
	for i, b := range oldest {
		t[firstOwnOldest+i] = learned("leaving-"+b.String(), "log factor", "how much faster than elsewhere in England plans end at ages "+b.String()+", as those of the years before must have ended: drawn about the level at which the authority's rates stand", Leaving, Identity)
		t[firstSwingOldest+i] = learned("leaving-swing-"+b.String(), "log points", "standard deviation of a single year's endings at ages "+b.String()+" about that", Leaving, Log)
		nation := learned("leaving-nation-"+b.String(), "log factor", "the same of all authorities: England's level at the census, from which it walks on by 1.27 times this a year", Leaving, Identity)
		nation.Scope = Nation
		t[nationOldest+i] = nation
	}
	return t
}

// exchanged says that as many move back.
func exchanged(m judgedMove) string {
	if m.exchange {
		return "; as many move back"
	}
	return ""
}
