package calibration

import (
	"archive/zip"
	"bytes"
	"io"
	"math"
	"reflect"
	"strings"
	"testing"

	"sendsim/calibration/evidence"
	"sendsim/internal/rng"
)

// shippedZips are the bytes of the two files that ship.
func shippedZips(t testing.TB) (known, fitted []byte) {
	t.Helper()
	known, err := shippedFiles.ReadFile("shipped/" + EvidenceZip)
	if err != nil {
		t.Fatal(err)
	}
	fitted, err = shippedFiles.ReadFile("shipped/" + CalibrationsZip)
	if err != nil {
		t.Fatal(err)
	}
	return known, fitted
}

func shippedLib(t testing.TB) *Library {
	t.Helper()
	lib, err := Shipped()
	if err != nil {
		t.Fatal(err)
	}
	return lib
}

// changed is a zip in which one file is another text, or is gone where change
// answers nil.
func changed(t testing.TB, zipped []byte, name string, change func([]byte) []byte) []byte {
	t.Helper()
	in, err := zip.NewReader(bytes.NewReader(zipped), int64(len(zipped)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	for _, f := range in.File {
		if f.Name != name {
			if err := out.Copy(f); err != nil {
				t.Fatal(err)
			}
			continue
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if text = change(text); text == nil {
			continue
		}
		w, err := out.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(text); err != nil {
			t.Fatal(err)
		}
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func replaced(old, fresh string) func([]byte) []byte {
	return func(b []byte) []byte { return bytes.Replace(b, []byte(old), []byte(fresh), 1) }
}

// What is read from the compact form and written again is the same to the
// byte: nothing is rounded, nothing is left out. Of all that ships each file of
// the zips is held against what is written, before it is compressed; one
// authority in twenty, and these alone under -short, is written and read as
// zips, and written again.
func TestCompactFormIsExact(t *testing.T) {
	ships, err := ShippedEvidence()
	if err != nil {
		t.Fatal(err)
	}
	lib := shippedLib(t)
	if !testing.Short() {
		eachFileIsWrittenAgain(t, lib, ships)
	}
	few := &Library{England: lib.England, LeftOut: lib.LeftOut}
	for i := 0; i < len(lib.Authorities); i += 20 {
		few.Authorities = append(few.Authorities, lib.Authorities[i])
	}
	set := some(ships, 20)
	known, fitted := writtenCompact(t, few, set)
	c, err := OpenCompact(known, fitted)
	if err != nil {
		t.Fatal(err)
	}
	if lib, err = c.Library(); err != nil {
		t.Fatal(err)
	}
	known2, fitted2 := writtenCompact(t, lib, set)
	if !bytes.Equal(known, known2) {
		t.Error("the evidence read and written again is not the same")
	}
	if !bytes.Equal(fitted, fitted2) {
		t.Error("the calibrations read and written again are not the same")
	}
}

// eachFileIsWrittenAgain fails unless the files of the zips that ship are those
// that are written of what was read from them.
func eachFileIsWrittenAgain(t *testing.T, lib *Library, set *evidence.Set) {
	t.Helper()
	known, fitted := shippedZips(t)
	var texts, records []part
	err := set.Write(func(name string) (io.WriteCloser, error) { return &parting{name: name, to: &texts}, nil })
	if err != nil {
		t.Fatal(err)
	}
	lib.addCompact(digest(known), func(name string, b []byte) { records = append(records, part{name, b}) })
	areTheFiles(t, known, texts)
	areTheFiles(t, fitted, records)
}

// parting is a part in the making, which is whole when it is closed.
type parting struct {
	bytes.Buffer
	name string
	to   *[]part
}

func (p *parting) Close() error {
	*p.to = append(*p.to, part{p.name, p.Bytes()})
	return nil
}

// areTheFiles fails unless parts are the files of a zip, in its order.
func areTheFiles(t *testing.T, zipped []byte, parts []part) {
	t.Helper()
	in, err := zip.NewReader(bytes.NewReader(zipped), int64(len(zipped)))
	if err != nil {
		t.Fatal(err)
	}
	if len(in.File) != len(parts) {
		t.Fatalf("%d files are written, and there were %d", len(parts), len(in.File))
	}
	for i, f := range in.File {
		want, err := entryOf(in, f.Name)
		if err != nil {
			t.Fatal(err)
		}
		if parts[i].name != f.Name || !bytes.Equal(parts[i].text, want) {
			t.Errorf("%s read and written again is not the same", f.Name)
		}
	}
}

func writtenCompact(t testing.TB, lib *Library, set *evidence.Set) (known, fitted []byte) {
	t.Helper()
	var k, f bytes.Buffer
	if err := lib.WriteCompact(set, &k, &f); err != nil {
		t.Fatal(err)
	}
	return k.Bytes(), f.Bytes()
}

// An authority read by itself is the one that stands in the library.
func TestOneAuthorityIsReadWithoutTheOthers(t *testing.T) {
	lib := shippedLib(t)
	c, err := OpenShipped()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"Kent", "E06000004", "durham"} {
		alone, err := c.Authority(name)
		if err != nil {
			t.Fatal(err)
		}
		among, err := lib.Authority(name)
		if err != nil {
			t.Fatal(err)
		}
		a, b := alone.Targets(3, LuckOf(rng.Seed(1))), among.Targets(3, LuckOf(rng.Seed(1)))
		if a != b || !reflect.DeepEqual(alone.record(), among.record()) || !reflect.DeepEqual(totalsOf(alone.Evidence), among.Evidence.Rows) {
			t.Errorf("%s by itself is not the one of the library", name)
		}
	}
	if _, err := c.Authority("Kant"); err == nil || !strings.Contains(err.Error(), "Kent") {
		t.Errorf("a mistyped name is answered with %v", err)
	}
}

// totalsOf is the rows of all ages together.
func totalsOf(f *evidence.File) (rows []evidence.Row) {
	for _, r := range f.Rows {
		if r.Ages == evidence.AllAges {
			rows = append(rows, r)
		}
	}
	return rows
}

// What cannot be trusted is refused, and the fault says why and what to do.
func TestCompactFormIsRefused(t *testing.T) {
	known, fitted := shippedZips(t)
	head := func(old, fresh string) []byte { return changed(t, fitted, compactHead, replaced(old, fresh)) }
	c, err := OpenCompact(known, fitted)
	if err != nil {
		t.Fatal(err)
	}
	kent, err := c.Authority("kent")
	if err != nil {
		t.Fatal(err)
	}
	code := kent.Area.Code
	for name, of := range map[string]struct {
		known, fitted []byte
		want          []string
	}{
		"a newer schema":            {known, head("calibrations 1", "calibrations 2"), []string{"schema 2", "newer sendsim"}},
		"an older schema":           {known, head("calibrations 1", "calibrations 0"), []string{"schema 0", "calibrate --all"}},
		"no calibrations":           {known, head("sendsim", "another"), []string{"first line"}},
		"an unknown word":           {known, head("january", "february"), []string{`"february" is not known`}},
		"other tables":              {known, head("tables ", "tables 0"), []string{"other tables", "calibrate --all"}},
		"other evidence":            {append(bytes.Clone(known), 0), fitted, []string{"fitted to evidence", "calibrate --all"}},
		"two faults, both":          {append(bytes.Clone(known), 0), head("tables ", "tables 0"), []string{"fitted to evidence", "other tables"}},
		"no zip":                    {known, fitted[:len(fitted)/2], []string{CalibrationsZip, "not a zip"}},
		"nothing":                   {nil, nil, []string{EvidenceZip, CalibrationsZip}},
		"no national layer":         {known, changed(t, fitted, compactEngland, func([]byte) []byte { return nil }), []string{compactEngland}},
		"a national layer cut":      {known, changed(t, fitted, compactEngland, func(b []byte) []byte { return b[:100] }), []string{"cut short"}},
		"an authority that is gone": {known, changed(t, fitted, code, func([]byte) []byte { return nil }), []string{code}},
		"an authority cut short":    {known, changed(t, fitted, code, func(b []byte) []byte { return b[:len(b)/2] }), []string{code, "cut short"}},
		"an authority too long":     {known, changed(t, fitted, code, func(b []byte) []byte { return append(b, 0) }), []string{code, "1 bytes too long"}},
	} {
		c, err := OpenCompact(of.known, of.fitted)
		if err == nil {
			_, err = c.Authority(code)
		}
		for _, want := range of.want {
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%s: the answer is %v; it does not say %q", name, err, want)
			}
		}
	}
}

// Every kind of number comes back, and no cut makes the reader fall over.
func TestNumbersComeBack(t *testing.T) {
	type inner struct {
		Whole int32
		Part  uint8
		Names []string
	}
	type outer struct {
		Year  int
		Yes   bool
		Table [2][3]float64
		List  []inner
		None  []float64
	}
	have := outer{
		Year: -7, Yes: true, Table: [2][3]float64{{1, .1, math.Copysign(0, -1)}, {3e-320, 5, 6}},
		List: []inner{{-1, 255, []string{"Kent", ""}}, {Whole: 1 << 30}},
	}
	b := appendCompact(nil, reflect.ValueOf(have))
	var back outer
	if err := readCompact(b, &back); err != nil || !reflect.DeepEqual(have, back) {
		t.Errorf("%+v came back as %+v, %v", have, back, err)
	}
	for n := range b {
		if err := readCompact(b[:n], &back); err == nil {
			t.Errorf("cut at %d of %d bytes, and read all the same", n, len(b))
		}
	}
}
