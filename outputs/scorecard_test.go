package outputs

import (
	"bytes"
	"io"
	"os"
	"path"
	"strings"
	"testing"

	"github.com/apache/arrow/go/v17/arrow/ipc"

	"sendsim/calibration/trials"
	"sendsim/internal/golden"
)

//go:generate env UPDATE_GOLDEN=1 go test -count=1 -run ^TestScorecardPage$ .

// published is the scorecard that is committed.
func publishedScorecard(t *testing.T) Scorecard {
	t.Helper()
	in, err := os.Open("../docs/evidence/" + ScorecardJSON)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	card, err := trials.ReadJSON(in)
	if err != nil {
		t.Fatal(err)
	}
	return Scorecard{card}
}

// inMemory is a file in memory.
type inMemory struct{ bytes.Buffer }

func (*inMemory) Close() error { return nil }

// The page, its pictures and its JSON are what the scores make of them: no
// number of them is typed.
func TestScorecardPage(t *testing.T) {
	s := publishedScorecard(t)
	files := map[string]*inMemory{}
	if err := s.Files(func(name string) (io.WriteCloser, error) {
		files[name] = &inMemory{}
		return files[name], nil
	}); err != nil {
		t.Fatal(err)
	}
	for _, name := range ScorecardFiles() {
		if path.Ext(name) != ".arrow" {
			golden.File(t, "../docs/evidence/"+name, files[name].Bytes())
		}
	}
}

// scores.arrow has a row for each line, and names what each column says.
func TestScoresAsArrow(t *testing.T) {
	s := publishedScorecard(t)
	var b bytes.Buffer
	if err := s.WriteArrow(&b); err != nil {
		t.Fatal(err)
	}
	f, err := ipc.NewFileReader(bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rec, err := f.Record(0)
	if err != nil {
		t.Fatal(err)
	}
	if want := int64(len(s.Scores) + len(s.Sums) + len(s.Origins) + len(s.Changed)); rec.NumRows() != want {
		t.Errorf("%d rows, not %d", rec.NumRows(), want)
	}
	if n := int(rec.NumCols()); n != len(scoreFields) || rec.ColumnName(n-1) != "width_95" {
		t.Errorf("%d columns, the last %s", n, rec.ColumnName(n-1))
	}
	crps := rec.Column(6)
	if got := crps.ValueStr(0); !strings.HasPrefix(got, strings.TrimRight(share(s.Scores[0].CRPS), "0")[:3]) {
		t.Errorf("CRPS of the first row is %s, not %v", got, s.Scores[0].CRPS)
	}
}

// A scorecard of little says so, and breaks nothing.
func TestScorecardOfNothing(t *testing.T) {
	s := Scorecard{&trials.Scorecard{}}
	if err := s.Files(func(string) (io.WriteCloser, error) { return &inMemory{}, nil }); err != nil {
		t.Fatal(err)
	}
	if err := s.Table(io.Discard, TableWidth); err != nil {
		t.Fatal(err)
	}
}
