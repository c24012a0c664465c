package cohorts

// ByNeed is a number for each primary need.
type ByNeed [NumNeeds]float64

// BySetting is a number for each setting.
type BySetting [NumSettings]float64

// Params is what the steps of one future obey: settled once, before its first
// term, and read-only from then on. Chances are yearly hazards unless a
// comment says otherwise: a hazard h over a term of m months is the chance
// 1-exp(-h*m/12), so a yearly chance p is the hazard -ln(1-p).
//
// What each number rests on is told where it is made (package calibration)
// and listed in docs/assumptions.md; how it is used stands in
// docs/timetable.md.
type Params struct {
	First Term // the first term lived

	Population Demography
	Support    Identification
	Pipeline   Pipeline
	Disputes   Disputes
	Placement  Placement
	Review     Review
}

// Demography is births, migration of children without a plan, and arrivals
// of children with one.
type Demography struct {
	// Births are the children aged 0 on 31 August expected at each autumn,
	// the first autumn lived first.
	Births []float64
	// Migration is the net inflow at each autumn of children who have neither
	// plan nor SEN support and are not in the pipeline, as a share of those of
	// the age; negative is outflow. The others' migration is in Arrivals and
	// in the endings.
	Migration []float64
	// MigrationByAge weights Migration by age, mean 1.
	MigrationByAge [NumAges]float64
	// Arrivals are the children with a plan who come from outside in each
	// term (moved in, recorded late), expected number.
	Arrivals []float64
	// ArrivalAge is the share of arrivals at each age; it sums to 1.
	ArrivalAge [NumAges]float64
}

// Identification is the flow onto SEN support and off it.
type Identification struct {
	Identify [NumAges]float64 // hazard of a child without SEN support or plan
	Release  [NumAges]float64 // hazard of a child on SEN support
}

// Pipeline is the way from a request to a plan.
type Pipeline struct {
	// Demand is, for each term, the number of requests expected were the
	// population at risk as it stood at the start.
	Demand []float64
	// FromSupport and Direct are, per unit of Demand, the hazard of the term
	// (not of a year) that an assessment is requested for a child on SEN
	// support, and for one who is not.
	FromSupport, Direct [NumAges]float64
	// Agree and Withdraw are the chances that a request leads to an
	// assessment, and that it is withdrawn; the rest is refused.
	Agree, Withdraw [NumPhases]float64
	// Finish is the chance of a term that an assessment is finished: the
	// first term in which it is due, later terms.
	Finish [2]float64
	// Capacity is the number of assessments that the service can finish in
	// each term.
	Capacity []float64
	// Issue is the chance that a finished assessment leads to a plan.
	Issue [NumPhases]float64
}

// Disputes are mediation and appeals, each stage resolved with a hazard.
type Disputes struct {
	// Lodge is the chance that a refusal, a decision not to issue, and a new
	// plan are contested.
	Lodge [NumStages]float64
	// Resolve is the hazard that an open dispute is resolved.
	Resolve [NumStages]float64
	// Outcome is the share of each outcome; each row sums to 1.
	Outcome [NumStages][NumOutcomes]float64
}

// Placement is what need a new plan is for and where the child goes.
type Placement struct {
	// Need is the mix of primary needs of children who get a plan at each
	// age; each row sums to 1.
	Need [NumAges]ByNeed
	// New is the preferred setting of a new plan at each age, before Tilt;
	// Arrived that of a child who arrives with a plan. Rows sum to 1; a
	// setting that does not admit the age has 0.
	New, Arrived [NumAges]BySetting
	// Tilt multiplies the weight of a setting for a need.
	Tilt [NumNeeds]BySetting
	// Transfer is, at each border between phases, the chance of going from a
	// setting to another, before Tilt; rows sum to 1, the diagonal stays.
	Transfer [NumBorders][NumSettings]BySetting
	// Places are the places of each rationed setting that are planned for each
	// term. To the term Given of a setting, counted from the first, they come as
	// planned. After it they change by as large a part as planned, but none are
	// added while the children of the last January census filled less than the
	// share Filled of those there then.
	Places [][NumSettings]float64
	Given  [NumSettings]int32
	Filled float64
	// Redesignated is the part by which units (resourced provision) grow at each
	// autumn as they are opened among mainstream schools with the children who
	// are in them; below 0, down to -1, they are closed so. Their places are in
	// Places.
	Redesignated []float64
	// Overflow is where children go who find no place in a rationed setting.
	Overflow [NumSettings][NumOverflows]float64
}

// Review is what may happen to a child with a plan in a term.
type Review struct {
	// Met, Out and Finish are hazards of leaving by age: needs met; moved
	// away, abroad, died; education finished (summer term, 16 and over, its
	// whole year at once).
	Met, Out, Finish [NumAges]float64
	// FinishIn multiplies Finish by setting.
	FinishIn BySetting
	// Reasons splits Out and Finish by reason at each age: rows sum to 1 over
	// the reasons each stands for.
	OutReasons, FinishReasons [NumAges][NumReasons]float64
	// Leaving multiplies all three in each term, by age band.
	Leaving []ByBand
	// Move is the hazard of a change of setting by age band, before Tilt.
	Move [NumBands][NumSettings]BySetting
	// Change is the hazard at each age that the primary need recorded
	// changes, from need to need.
	Change [NumAges][NumNeeds]ByNeed
	// Held is the share of reviews due that the service holds at the start;
	// hazards that need a review are as observed at that share.
	Held float64
	// Capacity is the number of reviews that can be held in each term.
	Capacity []float64
}

// Border is a border between phases, crossed at the start of an autumn.
type Border uint8

// The borders. Children who are in an early-years setting at 5 cross the
// first one late.
const (
	IntoSchool  Border = iota // age 4, reception (or 5, from an early-years setting)
	IntoYear7                 // age 11
	IntoPost16                // age 16
	IntoCollege               // age 19
	NumBorders
)

// BorderOf is the border that a child of age a in setting s crosses in the
// autumn; ok is false where there is none.
func BorderOf(a Age, s Setting) (b Border, ok bool) {
	switch {
	case a == 4, a == 5 && s == EarlyYearsSetting:
		return IntoSchool, true
	case a == 11:
		return IntoYear7, true
	case a == 16:
		return IntoPost16, true
	case a == 19:
		return IntoCollege, true
	}
	return 0, false
}

// Overflow is what becomes of a child for whom there is no place.
type Overflow uint8

// The three ways.
const (
	ToIndependent Overflow = iota // an independent special school
	ToEnhanced                    // mainstream on an enhanced package; past 18, college
	ToWait                        // the setting the child is in; without one, not placed
	NumOverflows
)
