package pipeline

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"testing/fstest"
	"testing/synctest"
	"time"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/runners/prism"

	"sendsim/outputs"
	"sendsim/scenarios"
	"sendsim/sim"
	"sendsim/sim/sweep"
)

// world is what ships, opened once.
var world = sync.OnceValues(func() (*sim.World, error) {
	lib, err := Shipped()
	if err != nil {
		return nil, err
	}
	return sim.NewWorld(lib)
})

const plan = `authority: rutland
levers:
  - resourced-provision: {from: 2024-autumn, places: 12}
`

// designed is a small sweep of four combinations, each of several parts.
func designed(t *testing.T, draws, block int) *outputs.Sweep {
	t.Helper()
	return designedAs(t, fmt.Sprintf("authorities: [rutland]\nscenarios: [none, plan.yaml]\ndraws: %d\nblock: %d\nyears: 2\n", draws, block)+
		"dials: {grid: {resourced-provision.places: [5, 10, 15]}}\n")
}

// designedAs is the sweep of a design, beside which the plan stands.
func designedAs(t *testing.T, text string) *outputs.Sweep {
	t.Helper()
	w, err := world()
	if err != nil {
		t.Fatal(err)
	}
	files := sweep.Files{Beside: fstest.MapFS{"design.yaml": {Data: []byte(text)}, "plan.yaml": {Data: []byte(plan)}}, Ships: scenarios.FS}
	s, _, err := outputs.DesignSweep(files, "design.yaml", w, sweep.Over{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// onOneMachine is the folder of a sweep as sendsim sweep makes it.
func onOneMachine(t *testing.T, s *outputs.Sweep) string {
	t.Helper()
	out := t.TempDir()
	w, err := world()
	if err != nil {
		t.Fatal(err)
	}
	put := func(name string, text []byte) error {
		at := filepath.Join(out, name)
		if err := os.MkdirAll(filepath.Dir(at), 0o777); err != nil {
			return err
		}
		return os.WriteFile(at, text, 0o666)
	}
	if err := put(outputs.SweepName, s.Text()); err != nil {
		t.Fatal(err)
	}
	lives := outputs.NewSweepLives(s, w, os.DirFS(out), 2)
	lived := outputs.NewSwept(s)
	for _, i := range s.Design.Items() {
		part, err := lives.Live(context.Background(), i)
		if err != nil {
			t.Fatal(err)
		}
		text, one, err := part.Lived()
		if err != nil {
			t.Fatal(err)
		}
		lived.Take(i, one)
		if err := put(one.File.Name, text); err != nil {
			t.Fatal(err)
		}
	}
	if err := lived.Finish(put, w); err != nil {
		t.Fatal(err)
	}
	return out
}

// files is what a folder holds.
func files(t *testing.T, folder fs.FS) map[string][]byte {
	t.Helper()
	all := map[string][]byte{}
	err := fs.WalkDir(folder, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		all[p], err = fs.ReadFile(folder, p)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// same fails unless two folders hold the same, byte for byte.
func same(t *testing.T, want, have fs.FS) {
	t.Helper()
	was, is := files(t, want), files(t, have)
	for name := range is {
		if _, ok := was[name]; !ok {
			t.Errorf("%s is too many", name)
		}
	}
	for name, text := range was {
		if !bytes.Equal(text, is[name]) {
			t.Errorf("%s differs: %d bytes, want %d", name, len(is[name]), len(text))
		}
	}
}

// run runs the pipeline of a sweep, into a folder, where the options say.
func run(ctx context.Context, s *outputs.Sweep, out string) error { return runOn(ctx, s, nil, out) }

func runOn(ctx context.Context, s *outputs.Sweep, copies []outputs.SweepInput, out string) error {
	if err := Begin(ctx, s, copies, out); err != nil {
		return err
	}
	p, scope := beam.NewPipelineWithRoot()
	Build(scope, s, out)
	_, err := prism.Execute(ctx, p)
	return err
}

// In one process, the pipeline makes the folder that one machine makes, also over
// parts of workers whose clocks are decades apart; and again over what is there,
// whether it was written already, is cut short or is missing, and whenever it says
// that it was changed. What is sound is left alone.
func TestThePipelineMakesTheSameBytes(t *testing.T) {
	ctx, s := context.Background(), designed(t, 60, 7)
	want, out := os.DirFS(onOneMachine(t, s)), t.TempDir()
	if err := Begin(ctx, s, nil, out); err != nil {
		t.Fatal(err)
	}
	for i, year := range []int{2000, 2075} {
		liveIn(t, year, s, out, 5+i)
	}
	if whole, err := Whole(ctx, out); err != nil || whole {
		t.Errorf("two parts are taken for the whole: %v", err)
	}
	part := func(item int) string {
		return filepath.Join(out, outputs.SweepPartName(&s.Design, s.Design.Items()[item]))
	}
	since := shuffled(t, out)
	if err := run(ctx, s, out); err != nil {
		t.Fatal(err)
	}
	same(t, want, os.DirFS(out))
	if whole, err := Whole(ctx, out); err != nil || !whole {
		t.Errorf("the whole is not known as such: %v", err)
	}
	leftAlone(t, since)
	since = shuffled(t, out)
	if err := errors.Join(os.Truncate(part(3), 700), os.Remove(part(8)), os.Remove(filepath.Join(out, outputs.PartsName))); err != nil {
		t.Fatal(err)
	}
	if err := run(ctx, s, out); err != nil {
		t.Fatal(err)
	}
	same(t, want, os.DirFS(out))
	delete(since, part(3))
	delete(since, part(8))
	leftAlone(t, since)
	if err := run(ctx, designed(t, 61, 7), out); err == nil {
		t.Error("another sweep is laid over this one")
	}
}

// liveIn lives an item in a worker whose clock shows that year; the clocks of
// synctest begin in 2000.
func liveIn(t *testing.T, year int, s *outputs.Sweep, out string, item int) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(time.Until(time.Date(year, time.July, 1, 0, 0, 0, 0, time.UTC)))
		f := &liveFn{Place: place{out, s.Digest()}}
		if err := f.Setup(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := f.ProcessElement(t.Context(), item, func(int, []byte) {}); err != nil {
			t.Fatal(err)
		}
		if err := f.Teardown(); err != nil {
			t.Fatal(err)
		}
	})
}

// shuffled says of every part of a folder that it was changed long ago or in years
// to come, and is when.
func shuffled(t *testing.T, out string) map[string]time.Time {
	t.Helper()
	parts, err := filepath.Glob(filepath.Join(out, "*", "*", "part-*"))
	if err != nil || len(parts) == 0 {
		t.Fatal("no parts", err)
	}
	since := map[string]time.Time{}
	for i, name := range parts {
		since[name] = time.Date(1971+i*37%140, time.March, 1, 0, 0, 0, 0, time.UTC)
		if err := os.Chtimes(name, since[name], since[name]); err != nil {
			t.Fatal(err)
		}
	}
	return since
}

// leftAlone fails where a part was changed since.
func leftAlone(t *testing.T, since map[string]time.Time) {
	t.Helper()
	for name, then := range since {
		if info, err := os.Stat(name); err != nil || !info.ModTime().Equal(then) {
			t.Errorf("%s was made again: %v", name, err)
		}
	}
}

// A part that two workers write at once, as retries do, is whole, and the same.
func TestAPartIsWrittenTwice(t *testing.T) {
	s, out := designed(t, 40, 40), t.TempDir()
	if err := Begin(context.Background(), s, nil, out); err != nil {
		t.Fatal(err)
	}
	twice(t, s, out)
	if n := len(files(t, os.DirFS(out))); n != 3 {
		t.Errorf("%d files are left, want the design, the part and that of its base", n)
	}
}

// twice lives one item in two workers at once.
func twice(t *testing.T, s *outputs.Sweep, out string) {
	t.Helper()
	ctx, item, sums := context.Background(), s.Design.Items()[s.Design.Blocks()], make(chan []byte, 2)
	for range 2 {
		go func() {
			f := &liveFn{Place: place{out, s.Digest()}, dropped: true}
			if err := f.Setup(ctx); err != nil {
				t.Error(err)
			}
			lived, err := f.live(ctx, item)
			if err != nil {
				t.Error(err)
			}
			sums <- partSum(item.Block, lived).bytes()
		}()
	}
	if a, b := <-sums, <-sums; !bytes.Equal(a, b) {
		t.Error("the two come to different sums")
	}
	to, err := open(ctx, out)
	if err != nil {
		t.Fatal(err)
	}
	defer to.Close()
	if _, err := outputs.OpenSweepPart(to, s, item); err != nil {
		t.Error(err)
	}
}

// Sums add up to the same bytes in any order and grouping, and refuse a part
// that comes twice.
func TestSumsAddUp(t *testing.T) {
	var parts [][]byte
	for block := range 4 {
		tally := sweep.Tally{Draws: 2, Balanced: 1, Cost: int64(block) * 1_000_003}
		tally.Deficit.Add(int64(block) * -777_777_777)
		tally.Deficit.Add(int64(block) << 33)
		parts = append(parts, partSum(block, outputs.LivedPart{Tally: tally, File: outputs.Digest{Bytes: 5, SHA256: fmt.Sprintf("%064x", block)}}).bytes())
	}
	add := func(a, b []byte) []byte {
		sum, err := addUp(a, b)
		if err != nil {
			t.Fatal(err)
		}
		return sum
	}
	want := add(add(add(parts[0], parts[1]), parts[2]), parts[3])
	if have := add(add(parts[3], parts[1]), add(parts[2], add(nil, parts[0]))); !bytes.Equal(want, have) {
		t.Errorf("%x\n%x", want, have)
	}
	if _, err := addUp(want, parts[2]); err == nil {
		t.Error("a part is added up twice")
	}
	for n := range want {
		if _, err := sumOf(want[:n]); err == nil {
			t.Errorf("%d of %d bytes are taken for a sum", n, len(want))
		}
	}
}
