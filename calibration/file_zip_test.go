package calibration

import (
	"bytes"
	"io/fs"
	"math"
	"slices"
	"testing"

	"sendsim/calibration/evidence"
	"sendsim/internal/rng"
)

// calibOf is the calibration file of an authority that ships, as bytes.
func calibOf(t testing.TB, name string) (*Authority, []byte) {
	t.Helper()
	a, err := shippedLib(t).Authority(name)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := basisOf(shippedLib(t)).writeAuthority(&b, a); err != nil {
		t.Fatal(err)
	}
	return a, b.Bytes()
}

func opened(t testing.TB, zipped []byte) fs.FS {
	t.Helper()
	folder, err := evidence.OpenZip(bytes.NewReader(zipped), int64(len(zipped)))
	if err != nil {
		t.Fatal(err)
	}
	return folder
}

// A calibration file that is read gives the authority that was written: the
// same file again, to the byte, and the same futures.
func TestCalibrationFileIsExact(t *testing.T) {
	for _, name := range []string{"kent", "rutland"} {
		a, zipped := calibOf(t, name)
		basis := basisOf(shippedLib(t))
		back, err := readAuthority(opened(t, zipped), basis.against())
		if err != nil {
			t.Fatal(err)
		}
		var again bytes.Buffer
		if err := basis.writeAuthority(&again, back); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(zipped, again.Bytes()) {
			t.Errorf("%s read and written again is another file", name)
		}
		if a.Targets(7, LuckOf(rng.Seed(1))) != back.Targets(7, LuckOf(rng.Seed(1))) {
			t.Errorf("%s read has other futures", name)
		}
	}
}

// The draws in a calibration file are those that the compact form gives anew
// under the same luck, and have its quantiles under another, within their
// Monte Carlo error.
func TestDrawsOfTheFileAreThoseOfTheCompactForm(t *testing.T) {
	a, zipped := calibOf(t, "kent")
	text, err := fs.ReadFile(opened(t, zipped), "draws.arrow")
	if err != nil {
		t.Fatal(err)
	}
	table, err := readDraws(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	const rows = 4000
	if len(table.National) != rows || len(table.Columns) != len(a.Parameters) {
		t.Fatalf("%d rows of %d parameters, not %d of %d", len(table.National), len(table.Columns), rows, len(a.Parameters))
	}
	same, another := a.DrawTable(LuckOf(rng.Seed(1))), a.DrawTable(LuckOf(rng.Seed(2)))
	for i := range a.Parameters {
		p := &a.Parameters[i]
		if table.Names[i] != p.Name || !slices.Equal(table.Columns[i], same.Columns[i]) {
			t.Errorf("%s: the draws of the file are not those made anew", p.Name)
		}
		x, y := sortedOn(p.Transform, table.Columns[i]), sortedOn(p.Transform, another.Columns[i])
		for _, u := range []float64{.1, .5, .9} {
			z := rng.Normal(u)
			density := math.Exp(-z*z/2) / math.Sqrt(2*math.Pi)
			se := p.Post.SD * math.Sqrt(2*u*(1-u)/rows) / density // of the difference of two sample quantiles
			k := int(u * rows)
			const most = 4.5 // one in 150,000, for 3 quantiles of some 70 parameters
			if d := math.Abs(x[k] - y[k]); d > most*se {
				t.Errorf("%s: P%.0f of two tables are %v apart, %.1f standard errors", p.Name, 100*u, d, d/se)
			}
			if d := math.Abs(x[k] - (p.Post.Mean + p.Post.SD*z)); d > most*se {
				t.Errorf("%s: P%.0f is %v off its posterior", p.Name, 100*u, d)
			}
		}
	}
}

// sortedOn is numbers on the scale of a transform, sorted.
func sortedOn(t Transform, list []float64) []float64 {
	on := make([]float64, len(list))
	for i, x := range list {
		on[i] = t.To(x)
	}
	slices.Sort(on)
	return on
}
