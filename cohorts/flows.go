package cohorts

// Reason is why a plan ended, as SEN2 records it [CFA14 s45].
type Reason uint8

// The reasons for which a plan ends.
const (
	NeedsMet        Reason = iota // provision no longer necessary
	MovedAuthority                // maintained by another authority
	MovedAbroad                   // outside England
	Died                          //
	HigherEducation               //
	Employment                    // paid employment, apprenticeships among it
	Disengaged                    // no longer wishes to engage in education or training
	OtherReason                   // other and not recorded
	ReachedMaxAge                 // end of the academic year of the 25th birthday
	NumReasons
)

var reasonNames = [NumReasons]string{
	"needs-met", "moved-authority", "moved-abroad", "died", "higher-education",
	"employment", "disengaged", "other", "max-age",
}

// String is the reason's key.
func (r Reason) String() string { return reasonNames[r] }

// Outcome is how a dispute ends.
type Outcome uint8

// The outcomes of a dispute.
const (
	Conceded Outcome = iota // the authority agrees before a hearing, mediation among it
	Upheld                  // the tribunal finds for the family
	Lost                    // the tribunal finds for the authority, or the appeal is withdrawn
	NumOutcomes
)

// Flows is what happened in one term of one future, for people to read: no
// step reads it. All are whole children but where a comment says otherwise.
type Flows struct {
	Births, Migration     int32 // Migration may be negative
	AgedOut               int32 // turned 26 and left the age range, with a plan or without
	Arrived               int32 // with a plan from outside, or recorded late
	Identified, Released  int32 // onto SEN support, off it
	Requests              int32
	DirectRequests        int32 // of Requests: not on SEN support
	Agreed, Refused       int32
	Withdrawn             int32 // requests withdrawn or decided elsewhere
	Finished              int32 // assessments finished
	NotIssued             int32
	Issued                int32 // new plans: after an assessment, and after a dispute
	IssuedInTime          int32 // of the plans after an assessment: in the first term in which the 20 weeks could end
	IssuedAfterAssessment int32
	Lodged                [NumStages]int32
	Resolved              [NumStages][NumOutcomes]int32
	Ended                 [NumReasons]int32
	MovedUp, MovedDown    int32 // settings changed, in any step, to a more, a less specialist one
	MovedAside            int32 // other changes of setting
	Redesignated          int32 // of those moved up: in a unit that opened in their mainstream school; negative: moved down, in one that closed
	NeedChanged           int32
	ReviewsDue            int32 // fallen due, without those owed from before
	ReviewsHeld           int32
	Unplaced              [NumSettings]int32 // sought a place in a rationed setting and found none
	ToIndependent         int32              // of the unplaced: independent special school
	ToEnhanced            int32              // of the unplaced: mainstream or college on an enhanced package
	ToWaiting             int32              // of the unplaced: waiting, where they are or without a place
	NewPlans              [NumSettings]int32 // new plans by first setting
}

// EndedInAll is the number of plans that ended, for any reason.
func (f *Flows) EndedInAll() int32 {
	var sum int32
	for _, n := range f.Ended {
		sum += n
	}
	return sum
}

// moves counts changes of setting by their way.
func (f *Flows) moves(by *[NumWays]int32) {
	f.MovedUp += by[Up]
	f.MovedDown += by[Down]
	f.MovedAside += by[Aside]
}

// FromOutside is what the term added to the population.
func (f *Flows) FromOutside() int64 {
	gone := f.AgedOut + f.Ended[MovedAuthority] + f.Ended[MovedAbroad] + f.Ended[Died]
	return int64(f.Births) + int64(f.Migration) + int64(f.Arrived) - int64(gone)
}

// Add adds the flows of another term, or another authority.
func (f *Flows) Add(o *Flows) {
	f.Births += o.Births
	f.Migration += o.Migration
	f.AgedOut += o.AgedOut
	f.Arrived += o.Arrived
	f.Identified += o.Identified
	f.Released += o.Released
	f.Requests += o.Requests
	f.DirectRequests += o.DirectRequests
	f.Agreed += o.Agreed
	f.Refused += o.Refused
	f.Withdrawn += o.Withdrawn
	f.Finished += o.Finished
	f.NotIssued += o.NotIssued
	f.Issued += o.Issued
	f.IssuedInTime += o.IssuedInTime
	f.IssuedAfterAssessment += o.IssuedAfterAssessment
	for s := range f.Lodged {
		f.Lodged[s] += o.Lodged[s]
		for r := range f.Resolved[s] {
			f.Resolved[s][r] += o.Resolved[s][r]
		}
	}
	for r := range f.Ended {
		f.Ended[r] += o.Ended[r]
	}
	f.MovedUp += o.MovedUp
	f.MovedDown += o.MovedDown
	f.MovedAside += o.MovedAside
	f.Redesignated += o.Redesignated
	f.NeedChanged += o.NeedChanged
	f.ReviewsDue += o.ReviewsDue
	f.ReviewsHeld += o.ReviewsHeld
	for s := range f.Unplaced {
		f.Unplaced[s] += o.Unplaced[s]
		f.NewPlans[s] += o.NewPlans[s]
	}
	f.ToIndependent += o.ToIndependent
	f.ToEnhanced += o.ToEnhanced
	f.ToWaiting += o.ToWaiting
}
