// Package arch is the floor plan of the house, kept as a test.
//
// [Floors] lists the packages bottom up; no import goes up. [Keeps] says what
// one place keeps to itself: Arrow, flags, the disk, chance. [Rules] is the
// whole list of what is checked, and each rule says the remedy when it fails.
// The rules read source text alone, through an fs.FS: they run in a second,
// offline, and on a tree that does not compile yet.
//
// To change a floor or an exception, change the table in plan.go and add a
// decision note in docs/decisions in the same commit.
package arch
