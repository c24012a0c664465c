// Package calibration turns the evidence on one authority into what one future
// of it obeys: named parameters with a prior and a posterior, a national layer
// that every authority shares, an authority layer of deviations from it, and
// fixed tables of structure (who is there, who enters, leaves and moves). It
// knows nothing of scenarios or of what a policy may change.
//
// A Parameter is an uncertain number. What no published figure identifies is
// an assumption: a parameter all the same, with a range, listed in
// docs/assumptions.md. A figure that was published is not a parameter but a
// row of evidence.
//
// Which row future k takes is one rule: parameter draw k is made anew from the
// posterior table at the address (seed, group, authority where it is the
// authority's own, name, k), and national row k modulo the number of national
// rows. So futures are the same for any number of workers or draws, and a
// parameter added keeps the luck of the others.
package calibration

//go:generate env UPDATE_GOLDEN=1 go test -count=1 -run ^TestAssumptionsPage$ .
