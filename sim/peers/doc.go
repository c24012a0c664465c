// Package peers holds authorities against one another: in their rates, mix and
// costs beside their statistical neighbours and England, in what a difference
// of their outcomes is made of, and in their order.
//
// Figures are drawn from the same calibrations as futures, at the same
// addresses: draw k of two authorities shares the national paths, so that what
// the two have in common does not blur the difference.
package peers
