// Package posterior draws from a distribution of which only the log density is
// known, up to a constant: its mode and the normal about it (Laplace), draws of
// that normal weighed to the distribution with the diagnostic of their weights
// [VEHTARI24], and, where these will not do, robust adaptive Metropolis
// [VIHOLA12] with the diagnostics of its chains [VEHTARI21]. It is made for
// blocks of up to about thirty parameters. Draws are the same on every
// processor and for any number of workers.
package posterior

// Density is the log of a density, up to a constant; -Inf outside its support.
type Density func(x []float64) float64

// The gates that draws pass to be used.
const (
	MostKHat = .7  // of weighed draws
	MostRHat = .01 // above 1, of chains
	LeastESS = 400 // effective draws
)
