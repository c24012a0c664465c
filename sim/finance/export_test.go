package finance

// For the tests of the package as others see it.
var (
	ReadSet        = readSet
	Season         = season
	ClosingJanuary = closingJanuary
	DataFolder     = dataFolder
)
