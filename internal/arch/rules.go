package arch

import "slices"

// A Rule is one promise about the source.
type Rule struct {
	Name   string
	Says   string // the promise
	Remedy string // what to do where it is broken
	Check  func(*Tree) []Fault
}

// Rules is the whole list, in the order in which it is reported.
var Rules = slices.Concat([]Rule{
	{
		"parses", "every Go file is Go",
		"mend the syntax: no other rule can see this file", checkParses,
	},
	{
		"floors", "no import goes up",
		"move what is needed down to a floor both may see, or pass it in as a value or an interface; if the plan itself is wrong, change Floors in internal/arch/plan.go with a decision note in docs/decisions", checkFloors,
	},
	{
		"test tools", "what tests are made of stays in tests",
		"move the code into a _test.go file, or into a package whose name ends in \"test\"", checkTestTools,
	},
}, keepRules(Keeps), []Rule{
	{
		"seeded", "no number is drawn from a source that nobody seeded",
		"outside internal/rng give the distribution a Src made by internal/rng; in a test use rand.New with a seed that stands in the test", checkSeeded,
	},
	{
		"goroutines", "go is said in named files alone",
		"keep the code sequential; work side by side belongs to the files in Goroutines (internal/arch/plan.go)", checkGoroutines,
	},
	{
		"clock", "nothing below cmd asks what time it is",
		"take the time, or the year, as an argument: cmd may look at the clock", checkClock,
	},
	{
		"portable", "no result depends on a function of package math that differs between processors",
		"take the function of the same name from internal/portable; where it has none, write it there, with every product that is added in a conversion (docs/decisions/0018)", checkPortable,
	},
	{
		"registration", "tables are explicit: nothing registers itself",
		"put the thing into its table by hand (Steps, Catalogue, Columns) and set variables where they are declared", checkRegistration,
	},
	{
		"length", "no file above 300 lines without a reason written in it",
		"split the file by what a reader looks for, or write the reason among its first lines: // " + LongBecause + "...", checkLength,
	},
	{
		"documented", "every exported name and every package says what it is",
		"write a comment above it: what it is, unit, range, source; or make the name unexported", checkDocumented,
	},
	{
		"machine words", "no text names the machine it was written on",
		"use a path relative to the repository, t.TempDir() or mktemp, and public addresses", checkWords,
	},
	{
		"references", "every source tag stands in " + References,
		"add a row for the tag to " + References + ", or mend the tag", checkTags,
	},
})
