package peers

// What is open to tests.
var (
	Gamma  = gamma
	RankOf = rankOf
)
