// Package finance is the price of a population: what the children of one
// authority cost in a term, by line of the dedicated schools grant's high
// needs block, what grant stands against it, and the deficit that is left,
// exact to the pound.
//
// It knows how many children there are and where, never why they moved.
package finance
