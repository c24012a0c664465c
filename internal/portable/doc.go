// Package portable is the elementary functions with the same bits on every
// processor. Those of package math are assembly on some, and where they are Go,
// a compiler may fuse a product with the addition behind it (x*y + z rounded
// once), to other bits. Here, and in all of the house, a product that is added
// stands in an explicit conversion, which forbids it (docs/decisions/0018).
//
// Arguments are those of the model: finite, not NaN. Exp, Log and Erfc follow
// FreeBSD's msun (Copyright 1993 Sun Microsystems, free to use), as package math
// does.
package portable

// horner is c[0] + c[1] x + c[2] x^2 and so on.
func horner(x float64, c []float64) float64 {
	y := c[len(c)-1]
	for i := len(c) - 2; i >= 0; i-- {
		y = c[i] + float64(x*y)
	}
	return y
}
