package outputs

import (
	"encoding/json"
	"io"
	"math"

	"sendsim/cohorts"
	"sendsim/internal/disclosure"
	"sendsim/sim"
	"sendsim/sim/finance"
)

// storyJSON is one future of one authority. A figure that is null is not
// published, or is a count of real children that is not shown.
type storyJSON struct {
	Code    string `json:"code"`
	Name    string `json:"name"`
	Draw    int    `json:"draw"`
	Regime  string `json:"regime"`
	Figures string `json:"figures"` // that they are simulated
	Counts  string `json:"counts"`  // what is not shown, or the mark that all is
	Local   bool   `json:"contains_local_data,omitempty"`

	Published []publishedJSON `json:"published,omitempty"`
	Plans     []settingJSON   `json:"plans_by_setting,omitempty"`
	Drawn     []drawnJSON     `json:"drawn,omitempty"`
	Terms     []termJSON      `json:"terms"`
	Years     []toldYearJSON  `json:"years,omitempty"`
}

type publishedJSON struct {
	Name   string `json:"name"`
	When   string `json:"when"`
	Unit   string `json:"unit"`
	Value  number `json:"value"`
	Hidden bool   `json:"hidden,omitempty"`
	Source string `json:"source,omitempty"`
}

type settingJSON struct {
	Setting string `json:"setting"`
	Plans   *int32 `json:"plans"`
}

type drawnJSON struct {
	Name  string `json:"name"`
	Unit  string `json:"unit"`
	Says  string `json:"says"`
	Value number `json:"value"`
	P10   number `json:"p10"`
	P90   number `json:"p90"`
	Grade string `json:"grade"`
}

// termJSON is a term: what happened, and where the children stand at its end.
type termJSON struct {
	Term     string `json:"term"`
	Requests *int32 `json:"requests"`
	Direct   *int32 `json:"requests_direct"`
	Agreed   *int32 `json:"agreed"`

	Expected  number           `json:"requests_expected"`
	Refused   int32            `json:"refused"`
	Withdrawn int32            `json:"withdrawn"`
	Waiting   int32            `json:"waiting_for_decision"`
	Capacity  number           `json:"assessments_possible"`
	Finished  int32            `json:"finished"`
	NotIssued int32            `json:"not_issued"`
	Assessed  int32            `json:"being_assessed"`
	Disputes  int32            `json:"disputes_open"`
	New       int32            `json:"new_plans"`
	InTime    int32            `json:"new_plans_within_20_weeks"`
	NewBy     map[string]int32 `json:"new_plans_by_setting"`
	Arrived   int32            `json:"arrived"`
	Ended     int32            `json:"ended"`
	Up        int32            `json:"moved_up"`
	Down      int32            `json:"moved_down"`
	Aside     int32            `json:"moved_aside"`
	Units     int32            `json:"redesignated"` // in units that opened in their school; negative: closed
	Support   int32            `json:"sen_support"`
	Plans     int32            `json:"plans"`
	Places    map[string]int32 `json:"places"` // of the rationed settings
	There     map[string]int32 `json:"plans_in_places"`
}

// toldYearJSON is a financial year: every column of deficit.arrow.
type toldYearJSON struct {
	Year    string            `json:"financial_year"`
	Columns map[string]number `json:"columns"`
}

// StoriesJSON prints futures as an array of objects, one for each authority,
// with what WriteStory tells; regime is a title, and small counts are kept as
// there.
func StoriesJSON(w io.Writer, all []sim.Story, regime string, local bool, only *cohorts.Term, full bool) error {
	list := []storyJSON{}
	for i := range all {
		list = append(list, storyOf(&all[i], regime, local, only, full))
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(list)
}

func storyOf(s *sim.Story, regime string, local bool, only *cohorts.Term, full bool) storyJSON {
	one := storyJSON{
		Code: s.Area.Code, Name: s.Area.Name, Draw: s.Draw, Regime: regime, Figures: Simulated,
		Counts: "null: not shown, because it is below 5 or would give such a count away; --full-counts shows all", Local: local, Terms: []termJSON{},
	}
	if full {
		one.Counts = InFull
	}
	if only == nil {
		one.begin(s, full)
		for i := range s.Years {
			y := toldYearJSON{finance.FinancialYear(s.Years[i].Year), map[string]number{}}
			for c := range Columns {
				y.Columns[Columns[c].Name] = number(Columns[c].Of(&s.Years[i]))
			}
			one.Years = append(one.Years, y)
		}
	}
	for i := range s.Terms {
		if t := &s.Terms[i]; only == nil || t.Term == *only {
			one.Terms = append(one.Terms, termOf(t, hidesBeginning(s, t, full)))
		}
	}
	return one
}

// begin is where the future starts, and what it drew.
func (j *storyJSON) begin(s *sim.Story, full bool) {
	for _, p := range beginnings(s) {
		one := publishedJSON{Name: p.what, When: p.when, Unit: p.unit, Value: number(p.value), Source: p.source}
		if !full && !p.money() && disclosure.Hidden(p.value) {
			one.Value, one.Hidden = number(math.NaN()), true
		}
		j.Published = append(j.Published, one)
	}
	shown, _ := shownBySetting(&s.Start, full)
	for at := range cohorts.NumSettings {
		one := settingJSON{Setting: at.Key()}
		if n := s.Start.In(at); shown[at] != disclosure.Mark {
			one.Plans = &n
		}
		j.Plans = append(j.Plans, one)
	}
	for i := range s.Drawn {
		d := &s.Drawn[i]
		j.Drawn = append(j.Drawn, drawnJSON{d.Name, d.Unit, d.Says, number(d.Value), number(Tidy(d.Quantile(.1))), number(Tidy(d.Quantile(.9))), string(d.Grade)})
	}
}

func termOf(d *sim.ToldTerm, hides bool) termJSON {
	f := &d.Flows
	t := termJSON{
		Term: d.Term.String(), Requests: &f.Requests, Direct: &f.DirectRequests, Agreed: &f.Agreed,
		Expected: number(d.Demand), Refused: f.Refused, Withdrawn: f.Withdrawn, Waiting: d.After.Requested,
		Capacity: number(d.Capacity), Finished: f.Finished, NotIssued: f.NotIssued, Assessed: d.After.Assessing,
		Disputes: d.After.Disputed, New: f.Issued, InTime: f.IssuedInTime, NewBy: map[string]int32{}, Arrived: f.Arrived,
		Ended: f.EndedInAll(), Up: f.MovedUp, Down: f.MovedDown, Aside: f.MovedAside, Units: f.Redesignated,
		Support: d.After.Support, Plans: d.After.Plans, Places: map[string]int32{}, There: map[string]int32{},
	}
	if hides {
		t.Requests, t.Direct, t.Agreed = nil, nil, nil
	}
	for at := range cohorts.NumSettings {
		t.NewBy[at.Key()] = f.NewPlans[at]
		if at.Rationed() {
			t.Places[at.Key()], t.There[at.Key()] = d.After.Places[at], d.After.In[at]
		}
	}
	return t
}
