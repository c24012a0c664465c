package cohorts

// Setting is where a child with a plan is educated.
type Setting uint8

// The thirteen settings. Enhanced is empty at the start of a run: children go
// there who find no specialist place and stay in mainstream on a higher
// package.
const (
	EarlyYearsSetting     Setting = iota // nursery, childminder, non-maintained early years
	MainstreamSchool                     // maintained, academy and free schools
	Enhanced                             // mainstream with an enhanced package for want of a place
	ResourcedProvision                   // resourced provision and SEN units in mainstream schools
	StateSpecial                         // maintained, academy and free special schools
	IndependentSpecial                   // independent and non-maintained special schools
	IndependentMainstream                // independent schools that are not special
	AlternativeProvision                 // alternative provision, pupil referral units, hospital schools
	FurtherEducation                     // general further education, sixth-form colleges, other providers
	SpecialistPost16                     // specialist post-16 institutions
	HomeEducated                         // elective home education
	OtherArrangements                    // education otherwise than at school, other settings
	NotPlaced                            // awaiting a place, or not in education, employment or training
	NumSettings
)

var settings = [NumSettings]struct {
	key, name     string
	youngest, old Age
}{
	EarlyYearsSetting:     {"early-years", "early years setting", 0, 5},
	MainstreamSchool:      {"mainstream", "mainstream school", 2, 18},
	Enhanced:              {"enhanced", "mainstream, enhanced package", 2, 18},
	ResourcedProvision:    {"resourced-provision", "resourced provision or SEN unit", 2, 18},
	StateSpecial:          {"state-special", "state special school", 2, 18},
	IndependentSpecial:    {"independent-special", "independent or non-maintained special school", 2, 25},
	IndependentMainstream: {"independent-mainstream", "independent mainstream school", 2, 18},
	AlternativeProvision:  {"alternative-provision", "alternative or hospital provision", 4, 18},
	FurtherEducation:      {"further-education", "further education college", 14, 25},
	SpecialistPost16:      {"specialist-post16", "specialist post-16 institution", 16, 25},
	HomeEducated:          {"home-educated", "elective home education", 4, 25},
	OtherArrangements:     {"other-arrangements", "education otherwise than at school", 0, 25},
	NotPlaced:             {"not-placed", "awaiting a place or not in education", 0, 25},
}

// Key is the setting's short name in files.
func (s Setting) Key() string { return settings[s].key }

// String is the setting's full name.
func (s Setting) String() string { return settings[s].name }

// Settings lists the thirteen settings in order.
func Settings() []Setting { return enumerate(NumSettings) }

// Admits tells whether new placements at age a are made in s: schools up to
// 18 on 31 August, the year of the nineteenth birthday. Children who are
// recorded elsewhere at the census keep their place, up to the next border
// between phases; the simulation makes no new one there.
func (s Setting) Admits(a Age) bool { return admitted[s]>>a&1 != 0 }

// admitted is the ages that each setting admits, a bit each.
var admitted = func() (ages [NumSettings]uint32) {
	for s, of := range settings {
		for a := of.youngest; a <= of.old; a++ {
			ages[s] |= 1 << a
		}
	}
	return ages
}()

// Rationed tells whether s has a number of places that is kept to: the state
// pays for places there, and a child can find none left.
func (s Setting) Rationed() bool {
	return queueOf[s] > 0
}

// Way is the direction of a change of setting.
type Way uint8

// The ways.
const (
	Aside Way = iota // to a setting as specialist, or from or to none
	Up               // to a more specialist setting
	Down             // to a less specialist one
	NumWays
)

// rank orders settings by how specialist they are; unranked is not placed.
// The order is judgement: it says which changes are called up and down.
var rank = [NumSettings]int8{
	EarlyYearsSetting: 0, MainstreamSchool: 0, IndependentMainstream: 0, HomeEducated: 0, FurtherEducation: 0,
	Enhanced: 1, ResourcedProvision: 2,
	StateSpecial: 3, AlternativeProvision: 3, SpecialistPost16: 3,
	OtherArrangements: 4, IndependentSpecial: 4,
	NotPlaced: unranked,
}

const unranked = -1

// ways is the way from each setting to each other.
var ways = func() (w [NumSettings][NumSettings]Way) {
	for from := range NumSettings {
		for to := range NumSettings {
			switch a, b := rank[from], rank[to]; {
			case a == unranked || b == unranked:
			case b > a:
				w[from][to] = Up
			case b < a:
				w[from][to] = Down
			}
		}
	}
	return w
}()

// WayTo is the way from s to another setting.
func (s Setting) WayTo(to Setting) Way { return ways[s][to] }
