// Package attribution says what each lever of a scenario does to its results,
// in a way that does not depend on the order of the levers: by Shapley values
// (Shapley, A value for n-person games, 1953), draw by draw on the same luck.
package attribution
