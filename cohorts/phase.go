package cohorts

// Age is whole years on 31 August before the academic year, as SEN2 counts
// it: 4 in reception, 11 in year 7, 16 in the first year after compulsory
// schooling. Range 0 to MaxAge.
type Age uint8

const (
	// MaxAge is the last age at which a plan may be held: to the end of the
	// academic year of the 25th birthday [CFA14 s46].
	MaxAge Age = 25
	// NumAges is the number of single ages.
	NumAges = int(MaxAge) + 1
)

// Phase is the part of the system that a child with a plan is in. It is
// derived from age and setting and never stored.
type Phase uint8

// The four phases.
const (
	EarlyYears Phase = iota
	Mainstream
	Specialist
	Post16
	NumPhases
)

var phaseNames = [NumPhases]string{"early-years", "mainstream", "specialist", "post-16"}

// String is the phase's key: early-years, mainstream, specialist or post-16.
func (p Phase) String() string { return phaseNames[p] }

// Phases lists the four phases in order.
func Phases() []Phase { return enumerate(NumPhases) }

// PhaseOf is the phase rule. Special schools, state and independent, are
// specialist at any age; else the young person past compulsory school age
// (16 on 31 August [CFA14 s83]) is post-16; else the child who is not yet in
// reception (3 or younger on 31 August) is early years; else mainstream.
func PhaseOf(a Age, s Setting) Phase {
	switch {
	case s == StateSpecial || s == IndependentSpecial:
		return Specialist
	case a >= 16:
		return Post16
	case a <= 3:
		return EarlyYears
	default:
		return Mainstream
	}
}

// phaseOf is PhaseOf by setting and age.
var phaseOf = func() (of [NumSettings][NumAges]Phase) {
	for s := range NumSettings {
		for a := range Age(NumAges) {
			of[s][a] = PhaseOf(a, s)
		}
	}
	return of
}()

// Band is one of the five age groups in which SEN2 publishes.
type Band uint8

// The published age bands.
const (
	Under5 Band = iota
	Age5to10
	Age11to15
	Age16to19
	Age20to25
	NumBands
)

var bandNames = [NumBands]string{"under-5", "5-10", "11-15", "16-19", "20-25"}

// String is the band's key, for example "5-10".
func (b Band) String() string { return bandNames[b] }

// Bands lists the five age bands in order.
func Bands() []Band { return enumerate(NumBands) }

// ByBand is a number for each published age band.
type ByBand [NumBands]float64

// Level is the same number for every band.
func Level(x float64) (b ByBand) {
	for i := range b {
		b[i] = x
	}
	return b
}

// bandAt is BandOf, for every age.
var bandAt = func() (of [NumAges]Band) {
	for a := range of {
		of[a] = BandOf(Age(a))
	}
	return of
}()

// BandOf is the published age band of age a.
func BandOf(a Age) Band {
	switch {
	case a < 5:
		return Under5
	case a <= 10:
		return Age5to10
	case a <= 15:
		return Age11to15
	case a <= 19:
		return Age16to19
	default:
		return Age20to25
	}
}
