// Package rng gives randomness an address, and draws whole children from it.
//
// A [Key] names a place: a seed, a draw, a term, a step, a cell. It is not a
// stream and has no state, so the luck of one place does not depend on what
// was drawn elsewhere, in what order, or by how many workers. Every decision
// takes a word of its own, [Key.Word], and no word serves two decisions.
//
// # One convention
//
// A small uniform means that it happens. The samplers which take a uniform
// invert one distribution function with it and give
//
//	X(u) = the number of k >= 1 with u < P(X >= k),
//
// so X never falls when its rate or its number of children rises, and never
// rises when u does. A lever that raises a rate a little therefore changes the
// outcome of few places, and all of them the same way: that is what keeps a
// scenario close to its baseline. [Binomial], [BinomialHazard], [Poisson],
// [RoundAt], [Threshold], [Choose] and [Shares] work so; [Normal] is a
// quantile and rises with u. Where no lever acts, [Stream] draws faster from
// words in a row.
//
// Samplers are exact: what is rounded is the arithmetic of float64 (a part
// 1e-12 of a chance at worst, of a million children), never the method.
// Keys and words are the same on every processor. Counts are too, unless a
// uniform lies so close to a jump that the rounding decides: some processors
// fuse a product with a sum.
package rng
