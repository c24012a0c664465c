// Package goal looks for the least costly levels of a scenario's levers for
// which the chance of in-year balance in a year is high enough.
//
// Levels are tried on common draws, so that two of them differ in what the
// levers do and not in luck. The search is greedy, up from nothing and down
// from the whole plan, then swaps; it is decided by the levels tried and
// nothing else. What it picks looks better on its draws than it is, so that the
// finalists are lived anew on fresh draws, by which one is chosen.
package goal
