package golden

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// witness is a test that writes down how it failed.
type witness struct {
	testing.TB
	said string
}

func (w *witness) Helper()                   {}
func (w *witness) Name() string              { return "TestOfSomeone" }
func (w *witness) Errorf(f string, a ...any) { w.said = fmt.Sprintf(f, a...) }
func (w *witness) Fatalf(f string, a ...any) { w.Errorf(f, a...); runtime.Goexit() }
func (w *witness) see(check func(testing.TB)) string {
	done := make(chan struct{})
	go func() { defer close(done); check(w) }()
	<-done
	return w.said
}

func TestEqual(t *testing.T) {
	t.Setenv("UPDATE_GOLDEN", "")
	t.Chdir(t.TempDir())
	if err := os.MkdirAll("testdata", 0o755); err != nil {
		t.Fatal(err)
	}
	kept := "year,plans\n2024,2048\n2025,2200\n"
	if err := os.WriteFile(filepath.Join("testdata", "table.csv"), []byte(kept), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, file, got, says string }{
		{"the same", "table.csv", kept, ""},
		{"a line changed", "table.csv", "year,plans\n2024,2049\n2025,2200\n", `line 2 of 4 (was 4)
  kept: "2024,2048"
  made: "2024,2049"`},
		{"a line more", "table.csv", kept + "2026,2300\n", "line 4 of 5 (was 4)"},
		{"a line less", "table.csv", "year,plans\n2024,2048\n", "line 3 of 3 (was 4)"},
		{"nothing at all", "table.csv", "", "line 1 of 1 (was 4)"},
		{"no last newline", "table.csv", strings.TrimSuffix(kept, "\n"), "line 3 of 3 (was 4)"},
		{"no such file", "none.csv", kept, "none.csv"},
	} {
		t.Run(c.name, func(t *testing.T) {
			said := (&witness{}).see(func(tb testing.TB) { Equal(tb, c.file, []byte(c.got)) })
			if c.says == "" && said != "" || !strings.Contains(said, c.says) {
				t.Errorf("said %q, want %q in it", said, c.says)
			}
			if said != "" && !strings.Contains(said, "UPDATE_GOLDEN=1 go test -run '^TestOfSomeone$'") {
				t.Errorf("no remedy in %q", said)
			}
		})
	}
}

func TestUpdate(t *testing.T) {
	t.Setenv("UPDATE_GOLDEN", "1")
	t.Chdir(t.TempDir())
	Equal(t, "deep/table.csv", []byte("new\n"))
	File(t, "page.md", []byte("# Page\n"))
	t.Setenv("UPDATE_GOLDEN", "")
	Equal(t, "deep/table.csv", []byte("new\n"))
	File(t, "page.md", []byte("# Page\n"))
	if said := (&witness{}).see(func(tb testing.TB) { File(tb, "page.md", []byte("# Leaf\n")) }); said == "" {
		t.Error("a page that differs was let through")
	}
}
