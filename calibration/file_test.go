package calibration

import (
	"bytes"
	"io"
	"io/fs"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"sendsim/internal/rng"
)

// folder keeps what is written as a file system.
type folder struct{ fstest.MapFS }

type saved struct {
	bytes.Buffer
	in   fstest.MapFS
	name string
}

func (s *saved) Close() error {
	s.in[s.name] = &fstest.MapFile{Data: bytes.Clone(s.Bytes())}
	return nil
}

func (f folder) create(name string) (io.WriteCloser, error) {
	return &saved{in: f.MapFS, name: name}, nil
}

func written(t *testing.T, a *Authority) folder {
	t.Helper()
	f := folder{fstest.MapFS{}}
	if err := a.Write(LuckOf(rng.Seed(1)), f.create); err != nil {
		t.Fatal(err)
	}
	return f
}

// What is written is read back, and written again to the same bytes.
func TestCalibrationFileRoundTrip(t *testing.T) {
	a := authority(t, "Solihull")
	first := written(t, a)
	b, err := Read(first, a.National)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(b.Structure, a.Structure) {
		t.Error("the structure is not what was written")
	}
	if !slices.Equal(a.Parameters, b.Parameters) || a.EntryHyper != b.EntryHyper || b.Area.Name != a.Area.Name {
		t.Error("the parameters are not what was written")
	}
	second := written(t, b)
	for name, file := range first.MapFS {
		if !bytes.Equal(file.Data, second.MapFS[name].Data) {
			t.Errorf("%s is not the same bytes when written again", name)
		}
	}
}

// Futures are made anew by the rule: their quantiles are those of the table of
// draws in the file.
func TestDrawsFollowTheRule(t *testing.T) {
	a := authority(t, "Solihull")
	f := written(t, a)
	table, err := readDraws(bytes.NewReader(f.MapFS[drawsFile].Data))
	if err != nil {
		t.Fatal(err)
	}
	if len(table.National) != rowsKept || len(table.Names) != numParameters {
		t.Fatalf("%d draws of %d parameters", len(table.National), len(table.Names))
	}
	other := a.DrawTable(LuckOf(rng.Seed(2)))
	for i, name := range table.Names {
		kept, made := slices.Sorted(slices.Values(table.Columns[i])), slices.Sorted(slices.Values(other.Columns[i]))
		p := &a.Parameters[i]
		for _, u := range []float64{.1, .5, .9} {
			at := int(u * rowsKept)
			// Three standard errors of a quantile of 4,000, about a 30th of the spread.
			tolerance := (p.Quantile(.9)-p.Quantile(.1))*.05 + 1e-12
			near(t, name+" in the file", kept[at], p.Quantile(u), tolerance)
			near(t, name+" made anew", made[at], kept[at], 1.5*tolerance)
		}
	}
}

// A file that is not what it says is refused, with every fault at once.
func TestCalibrationFileIsReadStrictly(t *testing.T) {
	a := authority(t, "Rutland")
	change := func(name, old, text string) folder {
		f := written(t, a)
		data := string(f.MapFS[name].Data)
		if !strings.Contains(data, old) {
			t.Fatalf("%s does not hold %q", name, old)
		}
		f.MapFS[name] = &fstest.MapFile{Data: []byte(strings.Replace(data, old, text, 1))}
		return f
	}
	refused := func(what string, f fs.FS, n *National, words ...string) {
		t.Helper()
		_, err := Read(f, n)
		for _, w := range words {
			if err == nil || !strings.Contains(err.Error(), w) {
				t.Errorf("%s: the error is %v; it is to say %q", what, err, w)
			}
		}
	}
	refused("a later schema", change(metaFile, "schema: 1", "schema: 2"), a.National, "later version")
	refused("a changed table", change("needs.csv", "asd", "semh"), a.National, "needs.csv", "digest")
	refused("another national layer", written(t, a), &National{January: 2024, Rows: []Row{{}}}, "national layer")
	refused("an unknown key", change(metaFile, "valid: true", "valid: true\nvalide: true"), a.National, "valide")
	gone := written(t, a)
	delete(gone.MapFS, "moves.csv")
	gone.MapFS["tilt.csv"] = &fstest.MapFile{Data: []byte("nonsense")}
	refused("two faults", gone, a.National, "moves.csv", "tilt.csv")
}

// Faults of a table have their line: a key that is not known, a number that is
// none, a row that stands twice.
func TestTablesAreReadStrictly(t *testing.T) {
	i := slices.IndexFunc(grids, func(g grid) bool { return g.file == "needs.csv" })
	text := "age,need,share\n3,asd,0.5\n3,autism,0.2\n3,hi,much\n3,asd,0.1\n4,hi,-1\n"
	faults := grids[i].read(&Structure{}, []byte(text))
	for n, want := range []string{"needs.csv:3", "needs.csv:4", "needs.csv:5", "needs.csv:6"} {
		if n >= len(faults) || !strings.HasPrefix(faults[n].Error(), want) {
			t.Errorf("fault %d of %v is to be at %s", n, faults, want)
		}
	}
	_, more := readParameters([]byte("name\nx\n"), assumptions())
	if len(more) != 1 {
		t.Errorf("a table without its columns has the faults %v", more)
	}
}
