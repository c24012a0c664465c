package finance

// Purse is who pays.
type Purse uint8

// The five purses.
const (
	HighNeeds  Purse = iota // the high needs block of the dedicated schools grant
	OtherDSG                // its other blocks
	Council                 // the council's general fund
	OtherGrant              // grants beside the dedicated schools grant
	Capital                 // capital, whoever gives it
	NumPurses
)

var purses = [NumPurses]struct{ key, name string }{
	HighNeeds:  {"dsg", "DSG high needs block"},
	OtherDSG:   {"other-dsg", "other blocks of the DSG"},
	Council:    {"council", "council general fund"},
	OtherGrant: {"grant", "other grants"},
	Capital:    {"capital", "capital"},
}

// Key is the purse's short name in files.
func (p Purse) Key() string { return purses[p].key }

// String is the purse's full name.
func (p Purse) String() string { return purses[p].name }
