package peers

// Gamma is open to tests.
var Gamma = gamma
