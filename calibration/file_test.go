package calibration

import (
	"bytes"
	"io/fs"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"sendsim/internal/rng"
)

// basisOf is what the files of a library rest on.
func basisOf(l *Library) *basis {
	return &basis{Origin: Origin{"0.0.0", 1}, england: &l.England, evidence: digest([]byte("evidence")), authorities: len(l.Authorities)}
}

// against is what its files must have been made with.
func (b *basis) against() against { return against{b.england.National, b.evidence} }

// unzipped is a zip as a folder whose files may be changed.
func unzipped(t testing.TB, zipped []byte) fstest.MapFS {
	t.Helper()
	in := opened(t, zipped)
	names, err := fs.Glob(in, "*")
	if err != nil {
		t.Fatal(err)
	}
	folder := fstest.MapFS{}
	for _, name := range names {
		text, err := fs.ReadFile(in, name)
		if err != nil {
			t.Fatal(err)
		}
		folder[name] = &fstest.MapFile{Data: text}
	}
	return folder
}

func written(t testing.TB, b *basis, a *Authority) fstest.MapFS {
	t.Helper()
	var z bytes.Buffer
	if err := b.writeAuthority(&z, a); err != nil {
		t.Fatal(err)
	}
	return unzipped(t, z.Bytes())
}

// What is written is read back, and written again to the same bytes.
func TestCalibrationFileRoundTrip(t *testing.T) {
	a, basis := authority(t, "Solihull"), basisOf(fitted(t))
	first := written(t, basis, a)
	b, err := readAuthority(first, basis.against())
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(b.Structure, a.Structure) {
		t.Error("the structure is not what was written")
	}
	if !slices.Equal(a.Parameters, b.Parameters) || a.EntryHyper != b.EntryHyper || b.Area.Name != a.Area.Name {
		t.Error("the parameters are not what was written")
	}
	second := written(t, basis, b)
	for name, file := range first {
		if !bytes.Equal(file.Data, second[name].Data) {
			t.Errorf("%s is not the same bytes when written again", name)
		}
	}
}

// So is the national layer.
func TestNationalFileRoundTrip(t *testing.T) {
	basis := basisOf(fitted(t))
	var first, second bytes.Buffer
	if err := basis.writeEngland(&first); err != nil {
		t.Fatal(err)
	}
	back, err := readEngland(opened(t, first.Bytes()), against{evidence: basis.evidence})
	if err != nil {
		t.Fatal(err)
	}
	if back.National.Digest() != basis.england.National.Digest() || !slices.Equal(back.Parameters, basis.england.Parameters) {
		t.Error("the national layer is not what was written")
	}
	back.Evidence = basis.england.Evidence
	basis.england = &back
	if err := basis.writeEngland(&second); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(first.Bytes(), second.Bytes()) {
		t.Error("the national layer read and written again is another file")
	}
}

// Futures are made anew by the rule: their quantiles are those of the table of
// draws in the file.
func TestDrawsFollowTheRule(t *testing.T) {
	a := authority(t, "Solihull")
	f := written(t, basisOf(fitted(t)), a)
	table, err := readDraws(bytes.NewReader(f[drawsFile].Data))
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

// A file that is not what it says is refused, with every fault at once, where
// it stands.
func TestCalibrationFileIsReadStrictly(t *testing.T) {
	a, basis := authority(t, "Rutland"), basisOf(fitted(t))
	whole := written(t, basis, a)
	other := &National{January: 2024, Rows: []Row{{}}}
	type texts map[string]func(string) string
	change := func(old, text string) func(string) string {
		return func(s string) string {
			if !strings.Contains(s, old) {
				t.Fatalf("no %q is there to be changed", old)
			}
			return strings.Replace(s, old, text, 1)
		}
	}
	gone := func(string) string { return "" }
	for what, c := range map[string]struct {
		change texts
		with   against
		want   []string
	}{
		"a later schema":         {texts{metaFile: change("schema: 3", "schema: 4")}, basis.against(), []string{"meta.yaml:1:1: schema: ", "newer sendsim"}},
		"an earlier schema":      {texts{metaFile: change("schema: 3", "schema: 2")}, basis.against(), []string{"schema 2", "calibrate --all"}},
		"other tables":           {texts{metaFile: change(tablesDigest(), "none")}, basis.against(), []string{"meta.yaml:4:", "model.tables: ", "other tables"}},
		"a changed table":        {texts{"needs.csv": change("asd", "semh")}, basis.against(), []string{"needs.csv:1:1: ", "digest"}},
		"another nation":         {nil, against{other, basis.evidence}, []string{"meta.yaml:5:", "national.sha256: ", EnglandFile}},
		"other evidence":         {nil, against{a.National, "none"}, []string{"meta.yaml:7:", "data.evidence.sha256: ", EvidenceZip}},
		"both":                   {nil, against{other, "none"}, []string{"national.sha256", "evidence.sha256"}},
		"an unknown key":         {texts{metaFile: change("valid: true", "valid: true\nvalide: true")}, basis.against(), []string{"valide"}},
		"a missing key":          {texts{metaFile: change("valid: true\n", "")}, basis.against(), []string{"valid: is missing"}},
		"two tables":             {texts{"moves.csv": gone, "tilt.csv": change("1", "2")}, basis.against(), []string{"moves.csv", "tilt.csv"}},
		"a table is not listed":  {texts{metaFile: change("name: moves.csv", "name: other.csv")}, basis.against(), []string{"does not list moves.csv"}},
		"another area's figures": {texts{metaFile: change(a.Area.Code, "E06000001")}, basis.against(), []string{"E06000001", a.Area.Code}},
	} {
		f := fstest.MapFS{}
		for name, file := range whole {
			if how, ok := c.change[name]; !ok {
				f[name] = file
			} else if text := how(string(file.Data)); text != "" {
				f[name] = &fstest.MapFile{Data: []byte(text)}
			}
		}
		_, err := readAuthority(f, c.with)
		for _, want := range c.want {
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%s: the error is %v; it is to say %q", what, err, want)
			}
		}
	}
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
