package evidence

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"io/fs"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"
)

// folder is a place for a set, in memory.
type folder struct{ fstest.MapFS }

type page struct {
	bytes.Buffer
	at *fstest.MapFile
}

func (p *page) Close() error {
	p.at.Data = p.Bytes()
	return nil
}

func (f folder) create(name string) (io.WriteCloser, error) {
	f.MapFS[name] = &fstest.MapFile{}
	return &page{at: f.MapFS[name]}, nil
}

func zipOf(t testing.TB, s *Set) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := s.WriteZip(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func opened(t testing.TB, b []byte) fs.FS {
	t.Helper()
	fsys, err := OpenZip(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	return fsys
}

// What is written is read again to the last bit, from a folder and from a zip.
func TestRoundTrip(t *testing.T) {
	set, _ := small(t)
	set.Authorities[0].Area.SafetyValve = &SafetyValve{Year: 2022, Payments: 27.5e6, Note: `verified, "in part"`}
	set.Authorities[0].Rows[0].Note = `low-medium: a, "b"`
	set.Authorities[0].Rows[1].Value = 0.1 + 0.2
	dir := folder{fstest.MapFS{}}
	if err := set.Write(dir.create); err != nil {
		t.Fatal(err)
	}
	for name, fsys := range map[string]fs.FS{"folder": dir, "zip": opened(t, zipOf(t, set))} {
		back, err := ReadSet(fsys)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(back, set) {
			t.Errorf("from the %s: %+v\nwas %+v", name, back.Authorities[0], set.Authorities[0])
		}
	}
	one, err := ReadArea(dir, "ashby")
	if err != nil || !reflect.DeepEqual(one, set.Authorities[0]) {
		t.Errorf("one authority: %v, %v", one, err)
	}
	if _, err := ReadArea(dir, "Ashbi"); err == nil || !strings.Contains(err.Error(), "nearest names are Ashby") {
		t.Errorf("an authority that is not there: %v", err)
	}
	if _, err := ReadArea(dir, "Oldshire"); err == nil || !strings.Contains(err.Error(), "abolished") {
		t.Errorf("an abolished authority: %v", err)
	}
}

// Everything that is published fits in a zip of 6 MB whose bytes are the same
// every time.
func TestPublishedEvidenceIsSmall(t *testing.T) {
	set := published(t).set
	b := zipOf(t, set)
	if len(b) > 6<<20 {
		t.Errorf("the zip has %d bytes, more than 6 MB", len(b))
	}
	back, err := ReadSet(opened(t, b))
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(back, set) {
		t.Error("what was read is not what was written")
	}
}

func TestZipBytesDependOnTheSetAlone(t *testing.T) {
	set, _ := small(t)
	again, _ := small(t)
	if !bytes.Equal(zipOf(t, set), zipOf(t, again)) {
		t.Error("two zips of the same evidence differ")
	}
}

func TestFullDiskIsAnError(t *testing.T) {
	set, _ := small(t)
	full := errors.New("no space left")
	if err := set.Write(func(string) (io.WriteCloser, error) { return nil, full }); !errors.Is(err, full) {
		t.Errorf("%v", err)
	}
}

func TestFaultsOfEvidence(t *testing.T) {
	head := textForm + "\n# code: E06000901\n# name: Ashby\n# key: ashby\n"
	body := head + textHeader + "\n"
	for text, want := range map[string]string{
		"":                                  "1:1: is not evidence of this form",
		"series,year\n":                     "1:1: is not evidence of this form",
		head:                                `5:1: expected are lines`,
		textForm + "\n" + textHeader + "\n": "2:1: code, name and key",
		head + "# kye: ashby\n" + textHeader + "\n":                        "5:3: kye: is not known (did you mean key?); known are",
		head + "# predecessor: E10000904 2 2020 Old\n" + textHeader + "\n": "5:3: predecessor: expected are",
		head + "# safety valve: soon 1 x\n" + textHeader + "\n":            "5:3: safety valve: expected are",
		body + "plans,2024,2024-06,,,many,S,\n":                            `6:22: "many" is not a figure`,
		body + "plans,24,2024-06,,,1,S,\n":                                 `6:7: "24" is not a year`,
		body + "plans,2024,2024-13,,,1,S,\n":                               `6:12: "2024-13" is not a month`,
		body + "plans,2024,2024-06,99,,1,S,\n":                             `6:20: "99" are not ages`,
		body + ",2024,2024-06,,,1,S,\n":                                    `6:1: has no series`,
		body + "plans,2024,,,,1,S,\nplans,2024,,,,1,S,\n":                  `7:1: stands twice or out of order`,
		body + "plans,2024\n":                                              "6:1: wrong number of fields: a row has the fields series",
	} {
		_, err := ReadFile(strings.NewReader(text), "a.csv")
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, expected %s", text, err, want)
		}
	}
	if _, err := ReadSet(fstest.MapFS{}); err == nil {
		t.Error("an empty folder gave evidence")
	}
	if _, err := ReadSet(files(map[string]string{"E06000902.csv": body})); err == nil || !strings.Contains(err.Error(), "holds the figures of E06000901") {
		t.Errorf("a file under another's name: %v", err)
	}
}

func TestHostileZips(t *testing.T) {
	build := func(fill func(*zip.Writer)) []byte {
		var b bytes.Buffer
		w := zip.NewWriter(&b)
		fill(w)
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	for name, b := range map[string][]byte{
		"not a zip": []byte("PK?"),
		"leads out": build(func(w *zip.Writer) { w.Create("../caseload.csv") }),
		"absolute":  build(func(w *zip.Writer) { w.Create("/etc/caseload.csv") }),
		"backslash": build(func(w *zip.Writer) { w.Create(`..\caseload.csv`) }),
		"many files": build(func(w *zip.Writer) {
			for i := range maxFiles + 1 {
				w.Create(strings.Repeat("a", i%200+1) + string(rune('a'+i%26)))
			}
		}),
		"says it is huge": build(func(w *zip.Writer) {
			w.CreateRaw(&zip.FileHeader{Name: "caseload.csv", Method: zip.Deflate, UncompressedSize64: maxFile + 1})
		}),
	} {
		if _, err := OpenZip(bytes.NewReader(b), int64(len(b))); err == nil {
			t.Errorf("%s: opened", name)
		}
	}
}
