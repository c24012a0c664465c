package calibration

import (
	"fmt"

	"sendsim/calibration/evidence"
	"sendsim/cohorts"
)

const (
	ages     = cohorts.NumAges
	settings = int(cohorts.NumSettings)
	needs    = int(cohorts.NumNeeds)
	phases   = int(cohorts.NumPhases)
	bands    = int(cohorts.NumBands)
	borders  = int(cohorts.NumBorders)
)

// Structure is what is fixed about one authority: the children at the January
// census of the start, and its rates at rest, before any parameter is drawn.
type Structure struct {
	January int
	// Stock is all plans at the census. It is the sum of Plans, but where ages
	// were not published: then there is no more to a structure than this, and
	// only Targets can be had.
	Stock float64
	// Plans are the children with a plan at the census: by setting, need, age.
	// Their sum over needs is the published table.
	Plans [settings][needs][ages]int32
	// Population is the children of each age in the middle of the year before,
	// with a plan or without [ONS-MYE].
	Population [ages]float64
	// SupportPct is the share of pupils of primary and of secondary age who are
	// on SEN support [LAIT].
	SupportPct [2]float64
	// Requested are the requests that await a decision at the census.
	Requested [ages]int32
	// Entry is the share of a calendar year's new plans at each age at the
	// January that follows, and Ask the share of requests at each age at the
	// request from which such entries come.
	Entry, Ask [ages]float64
	// Back is the hazard a year of a move from a special to a mainstream school
	// at school ages; as many move the other way, beside the drift of Move
	// [SEN2-22].
	Back float64
	// Grew is the yearly growth, in logs, in the years before: of the children
	// in each rationed setting, and of the part of all plans that is in each of
	// those sought besides; 0 for the other settings [SEN2-24].
	Grew [settings]float64
	// Rates are the tables of the year's steps at rest: Need, New, Arrived,
	// Tilt, Transfer, Move, Change, Met, Out, Finish, FinishIn and their
	// reasons, Agree, Withdraw, Issue, Finish, ArrivalAge.
	Rates cohorts.Params
}

// Children is the number of children with a plan at the census.
func (s *Structure) Children() (n int) {
	for _, byNeed := range s.Plans {
		for _, byAge := range byNeed {
			for _, k := range byAge {
				n += int(k)
			}
		}
	}
	return n
}

// commons is what all authorities have in common, found once: national
// profiles and the weights with which an authority's own counts are shrunk to
// them.
type commons struct {
	set     *evidence.Set
	january int

	stock    [ages][settings]float64 // plans in England by age and setting
	entry    entryCommons
	pipeline pipelineCommons
	leaving  leavingCommons
	oldest   oldestCommons
	need     needCommons
	settle   settingCommons
	moves    moveCommons
	growths  [settings]growthCommons
	overflow overflowCommons
}

// newCommons finds them in evidence as known with the census of January.
func newCommons(set *evidence.Set, january int) (*commons, error) {
	c := &commons{set: set, january: january}
	for _, s := range []evidence.Series{evidence.NewPlans, evidence.Ceased, evidence.Agreed} {
		if _, ok := flow(c.set.England, s, "", january-1); !ok {
			return nil, fmt.Errorf("%s of %d were not published by single age: of a start in January %d only the paths of new plans and stock can be had", s, january-1, january)
		}
	}
	england, err := c.set.Caseload(c.set.England.Area.Code, january)
	if err != nil {
		return nil, err
	}
	for a, row := range england.Plans {
		for s, n := range row {
			c.stock[a][s] = float64(n)
		}
	}
	c.findPipeline()
	c.findEntry()
	c.findLeaving()
	c.findOldest()
	if err := c.findSettings(); err != nil {
		return nil, err
	}
	if err := c.findNeeds(); err != nil {
		return nil, err
	}
	c.findMoves()
	c.findGrowth()
	c.findOverflow()
	return c, nil
}

// structure finds the structure of one authority.
func (c *commons) structure(f *evidence.File) (*Structure, []string, error) {
	s := &Structure{January: c.january, Stock: total(f, evidence.Plans, c.january, "")}
	start, err := c.set.Caseload(f.Area.Code, c.january)
	if err != nil {
		return nil, nil, err
	}
	if err := s.findPopulation(f, c.january); err != nil {
		return nil, nil, err
	}
	c.pipelineOf(f, s)
	c.entryOf(f, s)
	c.leavingOf(f, s, start)
	if err := c.settingsOf(f, s, start); err != nil {
		return nil, nil, err
	}
	c.needsOf(f, s, start)
	c.movesOf(f, s)
	for _, st := range closed {
		_, post, _ := c.growth(f, st)
		s.Grew[st] = post.Mean
	}
	s.tidy()
	return s, start.Warnings, nil
}

// byLabel is a flow of a calendar year by published age. Element 2 holds those
// published as 2 and under, 20 those published as 20 and over.
type byLabel [ages]float64

// label is the element of byLabel in which a published range of ages stands.
func label(a evidence.Ages) (int, bool) {
	switch {
	case a == evidence.UpTo2:
		return int(evidence.UpTo2.To), true
	case a == evidence.From20:
		return int(evidence.From20.From), true
	case a.From == a.To:
		return int(a.From), true
	}
	return 0, false
}

// flow adds up a flow by published age over years; false where none was
// published by age.
func flow(f *evidence.File, s evidence.Series, of string, years ...int) (b byLabel, ok bool) {
	for _, year := range years {
		for _, r := range f.FindYear(s, year) {
			if r.Of != of {
				continue
			}
			if l, single := label(r.Ages); single {
				b[l] += r.Value
				ok = true
			}
		}
	}
	return b, ok
}

// total is a figure for all ages, 0 where it was not published.
func total(f *evidence.File, s evidence.Series, year int, of string) float64 {
	v, _ := f.Value(s, year, evidence.AllAges, of)
	return v
}

// laterLabel is the share of children whose published age, in a flow of a
// calendar year, is one more than their age on the 31 August before the next
// census: flows are labelled about four months later. Derived: with it, the new
// plans of 2023 and the stocks of January 2023 and 2024 close at ages 3 to 11,
// and without it they miss by 4,000 children at ages 4 and 5 [SEN2-24].
const laterLabel = 1.0 / 3

// findPopulation takes the middle of the year before the census, the latest
// where that was not published.
func (s *Structure) findPopulation(f *evidence.File, january int) error {
	for year := january - 1; year >= january-6; year-- {
		if _, ok := f.Value(evidence.Population, year, evidence.At(0), ""); !ok {
			continue
		}
		for a := range s.Population {
			n, ok := f.Value(evidence.Population, year, evidence.At(cohorts.Age(a)), "")
			if !ok {
				return missing(f, evidence.Population, year)
			}
			s.Population[a] = n
		}
		for i, of := range []string{"primary", "secondary"} {
			pct, ok := latest(f, evidence.SupportPct, of, january)
			if !ok {
				return missing(f, evidence.SupportPct, january)
			}
			s.SupportPct[i] = pct / 100
		}
		return nil
	}
	return missing(f, evidence.Population, january-1)
}

// latest is the last published value of a figure for all ages up to a year.
func latest(f *evidence.File, s evidence.Series, of string, year int) (float64, bool) {
	years := f.YearsOf(s, evidence.AllAges, of)
	for i := len(years) - 1; i >= 0; i-- {
		if years[i] <= year {
			return f.Value(s, years[i], evidence.AllAges, of)
		}
	}
	return 0, false
}
