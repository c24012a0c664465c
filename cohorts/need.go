package cohorts

// Need is a child's primary need as SEN2 records it.
type Need uint8

// The twelve primary needs of SEN2 [SEN2-24].
const (
	ASD  Need = iota // autistic spectrum disorder
	HI               // hearing impairment
	MLD              // moderate learning difficulty
	MSI              // multi-sensory impairment
	OTH              // other difficulty or disability
	PD               // physical disability
	PMLD             // profound and multiple learning difficulty
	SEMH             // social, emotional and mental health
	SLCN             // speech, language and communication needs
	SLD              // severe learning difficulty
	SpLD             // specific learning difficulty
	VI               // vision impairment
	NumNeeds
)

var needs = [NumNeeds]struct{ key, name string }{
	ASD:  {"asd", "autistic spectrum disorder"},
	HI:   {"hi", "hearing impairment"},
	MLD:  {"mld", "moderate learning difficulty"},
	MSI:  {"msi", "multi-sensory impairment"},
	OTH:  {"oth", "other difficulty or disability"},
	PD:   {"pd", "physical disability"},
	PMLD: {"pmld", "profound and multiple learning difficulty"},
	SEMH: {"semh", "social, emotional and mental health"},
	SLCN: {"slcn", "speech, language and communication needs"},
	SLD:  {"sld", "severe learning difficulty"},
	SpLD: {"spld", "specific learning difficulty"},
	VI:   {"vi", "vision impairment"},
}

// Key is the need's short name in files, lower case.
func (n Need) Key() string { return needs[n].key }

// String is the need's full name.
func (n Need) String() string { return needs[n].name }

// areas are the broad areas of need that hold several of the needs; SEMH is one
// by itself, and other needs are in none [SENCOP15 6.28-6.35].
var areas = []struct {
	key   string
	needs NeedSet
}{
	{"communication-and-interaction", NeedsOf(ASD, SLCN)},
	{"cognition-and-learning", NeedsOf(MLD, PMLD, SLD, SpLD)},
	{"sensory-and-physical", NeedsOf(HI, MSI, PD, VI)},
}

// NeedsByKey finds the needs of a broad area, or the one of a need, by its key.
func NeedsByKey(key string) (NeedSet, bool) {
	for _, a := range areas {
		if a.key == key {
			return a.needs, true
		}
	}
	if n, ok := NeedByKey(key); ok {
		return NeedsOf(n), true
	}
	return 0, false
}

// NeedKeys are the keys that NeedsByKey knows, those of needs first.
func NeedKeys() (keys []string) {
	for _, n := range Needs() {
		keys = append(keys, n.Key())
	}
	for _, a := range areas {
		keys = append(keys, a.key)
	}
	return keys
}

// Needs lists the twelve needs in order.
func Needs() []Need { return enumerate(NumNeeds) }

// NeedByKey finds a need by its Key.
func NeedByKey(key string) (Need, bool) {
	for n := range NumNeeds {
		if needs[n].key == key {
			return n, true
		}
	}
	return 0, false
}

// enumerate lists 0 to n-1 in the type of n.
func enumerate[T ~uint8](n T) []T {
	all := make([]T, n)
	for i := range all {
		all[i] = T(i)
	}
	return all
}
