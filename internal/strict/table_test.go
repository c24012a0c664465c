package strict_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"sendsim/internal/golden"
	"sendsim/internal/strict"
)

// readTable reads a table of places, children and a share.
func readTable(t *strict.Table) (lines []string) {
	t.Need("place", "children")
	t.Has("share")
	for row := range t.Rows() {
		n, x := 0, 0.0
		row.Field("children").Count(&n, 0, 1000)
		if row.Field("share").Text() != "" {
			row.Field("share").Number(&x, 0, 1)
		}
		lines = append(lines, fmt.Sprint(row.Field("place").Text(), " ", n, " ", x))
	}
	return lines
}

func TestATableIsRead(t *testing.T) {
	table := strict.ParseTable("good.csv", []byte("\ufeffPlace , CHILDREN,share\r\n\"Newcastle, upon Tyne\",12,0.5\r\n,,\r\n é , 0 ,\r\n"))
	got := readTable(table)
	if err := table.Err(); err != nil {
		t.Fatal(err)
	}
	if want := []string{"Newcastle, upon Tyne 12 0.5", "é 0 0"}; !slices.Equal(got, want) {
		t.Errorf("read %q, want %q", got, want)
	}
}

func TestFaultyTablesSayEverythingThatIsWrong(t *testing.T) {
	files, err := filepath.Glob("testdata/tables/*.csv")
	if err != nil || len(files) < 12 {
		t.Fatalf("%d faulty tables: %v", len(files), err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			table, err := strict.OpenTable(os.DirFS("testdata/tables"), filepath.Base(file), 1<<12)
			if err != nil {
				t.Fatal(err)
			}
			readTable(table)
			var faults strict.Faults
			if err := table.Err(); !errors.As(err, &faults) {
				t.Fatalf("got %v, want faults", err)
			}
			golden.File(t, strings.TrimSuffix(file, ".csv")+".txt", []byte(faults.Error()+"\n"))
		})
	}
}

func TestARefusedTableShowsNothingOfItself(t *testing.T) {
	table := strict.ParseTable("children.csv", []byte("place,children,secret\nhere,many,A123456789012\n"))
	readTable(table)
	table.Refuse("is refused")
	if got, want := table.Err().Error(), "children.csv:1:1: is refused"; got != want {
		t.Errorf("said %q, want %q", got, want)
	}
}

func TestATableThatIsNotThere(t *testing.T) {
	if _, err := strict.OpenTable(fstest.MapFS{}, "none.csv", 1); err == nil {
		t.Error("a table that is not there was opened")
	}
}

// FuzzTable says that no text makes the reader of tables fall over, and that
// every fault has a place in the file.
func FuzzTable(f *testing.F) {
	for _, seed := range []string{
		"place,children\na,1\n", "\ufeffplace;children\n", "place,children\n\"a,1\n", "place,place,\n1,2,3,4\n", "\xff\xfea", "place,children\n\xa31,2\n", "\"\n\",x\n",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, src string) {
		table := strict.ParseTable("fuzz.csv", []byte(src))
		readTable(table)
		lines := strings.Count(src, "\n") + 1
		for _, fault := range table.Faults() {
			if fault.Line < 1 || fault.Line > lines+1 || fault.Column < 1 || fault.Says == "" || fault.Error() == "" {
				t.Fatalf("a fault without a place: %+v", fault)
			}
		}
	})
}
