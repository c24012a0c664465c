package steptest

import "sendsim/cohorts"

// own is what belongs to one step: when it happens, the numbers that it obeys
// and the flows that it counts. The table is written from docs/timetable.md,
// not from the code, so that the code can be held against it.
type own struct {
	step string
	in   []cohorts.Part // the terms in which it may happen
	// with are the steps that feed it, or take over its children, within the
	// term: it cannot be watched without them.
	with  []string
	rates []string // parameters at whose 0 it does nothing
	shape []string // parameters that say how it does it
	// factors are the fields of Factors that act on it; one that multiplies a
	// parameter of the step, over all ages alike, names it after an arrow.
	factors []string
	flows   []string // fields of Flows that it counts
	tidy    []string // of the flows: counted although all rates are 0
}

var (
	autumn = []cohorts.Part{cohorts.Autumn}
	always = []cohorts.Part{cohorts.Autumn, cohorts.Spring, cohorts.Summer}
)

// owns is one row for each step, in the order of the year. Numbers that
// several steps obey stand in the row of each.
var owns = []own{
	{
		step:  "age",
		in:    autumn,
		rates: []string{"Population.Births", "Population.Migration"},
		shape: []string{"Population.MigrationByAge"},
		flows: []string{"Births", "Migration", "AgedOut", "Ended[8]"},
		tidy:  []string{"AgedOut", "Ended[8]"},
	},
	{
		step:    "redesignate",
		in:      autumn,
		rates:   []string{"Placement.Redesignated"},
		shape:   []string{"Placement.Places", "Placement.Given", "Placement.Filled"},
		factors: []string{"Places"},
		flows:   []string{"Redesignated", "MovedUp", "MovedDown"},
	},
	{
		step:    "transfer",
		in:      autumn,
		rates:   []string{"Placement.Transfer"},
		shape:   []string{"Placement.Tilt", "Placement.Places", "Placement.Given", "Placement.Filled", "Placement.Overflow"},
		factors: []string{"Prefer -> Placement.Tilt", "Places", "Reserved"},
		flows:   rationed,
		tidy:    []string{"MovedAside"}, // who must leave and has no wish is not placed
	},
	{
		step:  "arrive",
		in:    always,
		with:  []string{"place"},
		rates: []string{"Population.Arrivals"},
		shape: []string{"Population.ArrivalAge"},
		flows: []string{"Arrived"},
	},
	{
		step:    "identify",
		in:      always,
		rates:   []string{"Support.Identify", "Support.Release"},
		factors: []string{"Identify -> Support.Identify", "Release -> Support.Release"},
		flows:   []string{"Identified", "Released"},
	},
	{
		step:    "request",
		in:      always,
		with:    []string{"decide"},
		rates:   []string{"Pipeline.Demand"},
		shape:   []string{"Pipeline.FromSupport", "Pipeline.Direct", "Placement.Need"},
		factors: []string{"Request -> Pipeline.Demand", "RequestNeed -> Pipeline.Demand"},
		flows:   []string{"Requests", "DirectRequests"},
	},
	{
		step:    "decide", // silent where nobody has requested: what is due is decided, at any rate
		in:      always,
		shape:   []string{"Pipeline.Agree", "Pipeline.Withdraw", "Disputes.Lodge[0]"},
		factors: []string{"Agree", "Lodge[0]"},
		flows:   []string{"Agreed", "Refused", "Withdrawn", "Lodged[0]"},
	},
	{
		step:    "assess",
		in:      always,
		with:    []string{"place"},
		rates:   []string{"Pipeline.Finish"},
		shape:   []string{"Pipeline.Capacity", "Pipeline.Issue", "Disputes.Lodge[1]"},
		factors: []string{"Finish", "Capacity -> Pipeline.Capacity", "Issue", "Lodge[1]"},
		flows:   []string{"Finished", "NotIssued", "Issued", "IssuedInTime", "IssuedAfterAssessment", "Lodged[1]"},
	},
	{
		step:    "dispute",
		in:      always,
		with:    []string{"place"},
		rates:   []string{"Disputes.Resolve"},
		shape:   []string{"Disputes.Outcome"},
		factors: []string{"Resolve -> Disputes.Resolve"},
		flows:   []string{"Resolved", "Issued"},
	},
	{
		step: "place", // silent where there is no new plan, no arrival, no dispute won
		in:   always,
		with: []string{"arrive", "assess", "dispute"},
		shape: []string{
			"Placement.Need", "Placement.New", "Placement.Arrived", "Placement.Tilt",
			"Placement.Places", "Placement.Given", "Placement.Filled", "Placement.Overflow", "Disputes.Lodge[2]",
		},
		factors: []string{"Prefer -> Placement.Tilt", "RequestNeed", "Lodge[2]", "Places", "Reserved"},
		flows:   append([]string{"NewPlans", "Lodged[2]"}, rationed...),
	},
	{
		step:  "review",
		in:    always,
		rates: []string{"Review.Met", "Review.Out", "Review.Finish", "Review.Move", "Review.Change"},
		shape: []string{
			"Review.FinishIn", "Review.OutReasons", "Review.FinishReasons", "Review.Leaving", "Review.Held",
			"Review.Capacity", "Placement.Tilt", "Placement.Places", "Placement.Given", "Placement.Filled", "Placement.Overflow",
		},
		factors: []string{
			"Met -> Review.Met", "Finishing -> Review.Finish", "Up", "Down", "Reviews -> Review.Capacity", "Places", "Reserved",
		},
		flows: append([]string{
			"Ended[0]", "Ended[1]", "Ended[2]", "Ended[3]", "Ended[4]", "Ended[5]", "Ended[6]", "Ended[7]",
			"NeedChanged", "ReviewsDue", "ReviewsHeld",
		}, rationed...),
		tidy: []string{"ReviewsDue", "ReviewsHeld"},
	},
}

// rationed are the flows of every step that places children.
var rationed = []string{
	"MovedUp", "MovedDown", "MovedAside", "Unplaced", "ToIndependent", "ToEnhanced", "ToWaiting",
}

// ownOf is the row of a step.
func ownOf(step string) (own, bool) {
	for _, o := range owns {
		if o.step == step {
			return o, true
		}
	}
	return own{}, false
}
