package arch

// A Floor is a directory, with all below it that has no floor of its own.
type Floor struct {
	Dir   string
	Holds string
}

// Floors lists the house bottom up. A package may import its own floor and
// those before it in this list. A test in a package of its own (package
// foo_test) may import anything; a test inside the package stands on the
// package's floor.
var Floors = []Floor{
	{"internal/portable", "elementary functions with the same bits on every processor"},
	{"internal/rng", "keys and samplers: the only source of chance"},
	{"cohorts", "children, ages, phases, the statutory year"},
	{"internal", "tools that know no SEND: strict decoding, golden files, this plan"},
	{"calibration/evidence", "published counts, their source and their date"},
	{"calibration", "evidence fitted: posterior and calibration files"},
	{"sim/finance", "the price of a population, grant, deficit"},
	{"sim/levers", "how the terms of a term change"},
	{"sim", "one future, and all of them"},
	{"calibration/trials", "back-test, scorecard, simulation-based calibration"},
	{"scenarios", "the scenarios that ship, embedded"},
	{"docs", "pages, and the scorecard, embedded"},
	{"outputs", "figures, tables, pictures"},
	{"cmd", "flags in, exit code out"},
	{"cluster", "a module of its own: sweeps as a Beam pipeline"},
}

// TestTools are imported by tests alone, from any floor: beside them stand all
// packages whose name ends in "test" (steptest, levertest, sinktest).
var TestTools = []string{
	"testing/...",
	"go.uber.org/goleak",
	"pgregory.net/rapid/...",
	"internal/arch",
	"internal/golden",
	"internal/oracle",
}

// A Keep says that certain imports stand in certain places alone.
type Keep struct {
	Rule    string   // name of the rule
	Says    string   // what is kept where
	Imports []string // import paths; "x/..." is x and all below it
	Only    []string // directories, each with all below it, or single files
	Tests   []string // directories whose tests may import it too; "." is the whole house
	Remedy  string
}

// Keeps is the list of what one place keeps to itself.
var Keeps = []Keep{
	{
		Rule:    "arrow",
		Says:    "Arrow is a format: outputs writes it, and calibration reads its own file in one place",
		Imports: []string{"github.com/apache/arrow/..."},
		Only:    []string{"outputs", CalibrationFile},
		Tests:   []string{"calibration", "outputs", "cmd"},
		Remedy:  "hand plain Go values to outputs and let it write them; a calibration file is read and written in " + CalibrationFile + " alone",
	},
	{
		Rule: "formats",
		Says: "pictures, workbooks and Parquet belong to outputs",
		Imports: []string{
			"github.com/parquet-go/parquet-go/...",
			"github.com/xuri/excelize/...",
			"gonum.org/v1/plot/...",
		},
		Only:   []string{"outputs"},
		Tests:  []string{"outputs", "cmd"},
		Remedy: "move the drawing or writing into outputs and call it with values and an io.Writer",
	},
	{
		Rule:    "flags",
		Says:    "only cmd reads flags",
		Imports: []string{"flag", "github.com/spf13/cobra/...", "github.com/spf13/pflag/..."},
		Only:    []string{"cmd", "cluster"},
		Remedy:  "read the flag in cmd and pass its value down as an argument; a golden file is renewed with UPDATE_GOLDEN=1, not with a flag",
	},
	{
		Rule:    "os",
		Says:    "only cmd, the shelf and tests touch the disk, the environment and the process",
		Imports: []string{"golang.org/x/sys/...", "io/ioutil", "os/...", "syscall/..."},
		Only: []string{
			"cmd",
			"cluster",
			"internal/shelf",  // puts the files of a sweep in their place, for cmd and for cluster
			"internal/golden", // reads UPDATE_GOLDEN and the test's own testdata; it is linked into tests alone
		},
		Tests:  []string{"."},
		Remedy: "take an fs.FS in and an io.Writer out; let cmd open, write and read the environment",
	},
	{
		Rule:    "network",
		Says:    "nothing but the server touches the network",
		Imports: []string{"net", "net/http/..."},
		Only:    []string{"cmd", "outputs/web"},
		Tests:   []string{"."},
		Remedy:  "write to an io.Writer; serving is outputs/web's, listening is cmd's",
	},
	{
		Rule:    "random",
		Says:    "chance comes from internal/rng by address, never from a stream of one's own",
		Imports: randomPackages,
		Only:    []string{"internal/rng"},
		Tests:   []string{"."}, // seeded sources alone: see the rule "seeded"
		Remedy:  "take an rng.Key and draw from it (internal/rng)",
	},
}

// randomPackages give random numbers. Hash seeds count: maphash differs from
// run to run.
var randomPackages = []string{
	"crypto/rand",
	"golang.org/x/exp/rand",
	"gonum.org/v1/gonum/mathext/prng",
	"hash/maphash",
	"math/rand/...",
}

// distributions are packages whose types draw from a global source when their
// Src is left out.
var distributions = []string{
	"gonum.org/v1/gonum/stat/distmat",
	"gonum.org/v1/gonum/stat/distmv",
	"gonum.org/v1/gonum/stat/distuv",
	"gonum.org/v1/gonum/stat/sampleuv",
	"gonum.org/v1/gonum/stat/samplemv",
}

// CalibrationFile is the one file of calibration that knows the format of a
// calibration file.
const CalibrationFile = "calibration/draws_arrow.go"

// A Place is a file with the reason why it may do what others may not.
type Place struct{ File, Why string }

// Goroutines lists the files that may start one.
var Goroutines = []Place{
	{"sim/run.go", "draws run side by side; nothing below knows"},
	{"internal/sidebyside/sidebyside.go", "pieces of work that do not touch each other are done side by side"},
	{"cmd/sendsim/serve.go", "waits for the word to stop while the server serves; requests are side by side as net/http has them"},
	{"internal/fuzztest/fuzztest.go", "a timer ends a reader that hangs; it is linked into tests alone"},
}

// Registers lists the files that may register what they declare, or import what
// registers itself.
var Registers = []Place{
	{"cluster/pipeline/pipeline.go", "Beam finds functions on its workers by their names"},
	{"cluster/pipeline/storage.go", "object stores are found by the beginning of a URL"},
}

// Clocks lists the directories that may ask what time it is.
var Clocks = []string{
	"cmd",
	"internal/fuzztest", // ends a reader that hangs; it is linked into tests alone
}

// MaxLines is the longest a file may be without a reason written in it.
const MaxLines = 300

// LongBecause opens the reason, in a comment among the first lines of a file.
const LongBecause = "arch: long because "

// knownContracts are methods whose meaning is said once, at the interface they
// satisfy: a comment on each would say nothing new.
var knownContracts = []string{
	"Error", "Is", "Unwrap",
	"Format", "GoString", "String",
	"MarshalJSON", "MarshalText", "MarshalYAML",
	"UnmarshalJSON", "UnmarshalText", "UnmarshalYAML",
	"Len", "Less", "Swap",
	"Read", "Write", "Close", "ServeHTTP",
	"Apply", "Card", "Validate", // levers.Lever
}
