// Package local is the part of a council's own figures that is about children:
// it reads them, holds them against the published ones, and fills in what a
// partial table leaves open. What they then change is said in calibration
// (Own); the money is in sim/finance, and sim joins both in one file.
//
// A figure that stands as it was written out is not the council's: it changes
// nothing, and the run goes on to draw it from its published range.
package local
