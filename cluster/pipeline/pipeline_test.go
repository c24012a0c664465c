package pipeline

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/options/jobopts"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/runners/prism"

	"sendsim/outputs"
	"sendsim/scenarios"
	"sendsim/sim"
	"sendsim/sim/sweep"
)

// A test binary that is told so is a process of the cluster.
const beJobs, beWorkers = "CLUSTER_TEST_JOBS", "CLUSTER_TEST_WORKERS"

func TestMain(m *testing.M) {
	flag.Parse()
	beam.Init()
	for name, serve := range map[string]func(context.Context, int) error{beJobs: ServeJobs, beWorkers: ServeWorkers} {
		if port, err := strconv.Atoi(os.Getenv(name)); err == nil {
			go func() { // who started it may be ended without a word
				_, _ = io.Copy(io.Discard, os.Stdin)
				os.Exit(1)
			}()
			if err := serve(context.Background(), port); err != nil {
				fmt.Fprintln(os.Stderr, err)
				os.Exit(1)
			}
		}
	}
	os.Exit(m.Run())
}

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

// In one process, the pipeline makes the folder that one machine makes; and
// again over what is there, whether it was written already, is cut short or is
// missing.
func TestThePipelineMakesTheSameBytes(t *testing.T) {
	s := designed(t, 60, 7)
	want, out := os.DirFS(onOneMachine(t, s)), t.TempDir()
	if err := run(context.Background(), s, out); err != nil {
		t.Fatal(err)
	}
	same(t, want, os.DirFS(out))
	part := func(item int) string {
		return filepath.Join(out, outputs.SweepPartName(&s.Design, s.Design.Items()[item]))
	}
	if err := os.Truncate(part(3), 700); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(part(8)); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(out, outputs.PartsName)); err != nil {
		t.Fatal(err)
	}
	if err := run(context.Background(), s, out); err != nil {
		t.Fatal(err)
	}
	same(t, want, os.DirFS(out))
	if err := run(context.Background(), designed(t, 61, 7), out); err == nil {
		t.Error("another sweep is laid over this one")
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

// freePort is a port that nobody listens on.
func freePort(t *testing.T) int {
	t.Helper()
	l, err := net.Listen("tcp", "localhost:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}

// process starts this binary as a process of the cluster, and waits until it
// listens.
func process(t *testing.T, as string) (port int, kill func()) {
	t.Helper()
	port = freePort(t)
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), as+"="+strconv.Itoa(port))
	var said bytes.Buffer
	cmd.Stderr = &said
	if _, err := cmd.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() { _ = cmd.Wait(); close(done) }()
	kill = func() { _ = cmd.Process.Kill(); <-done }
	t.Cleanup(func() {
		kill()
		if t.Failed() {
			t.Logf("%s said:\n%s", as, said.String())
		}
	})
	for range 600 {
		if c, err := net.Dial("tcp", fmt.Sprint("localhost:", port)); err == nil {
			c.Close()
			return port, kill
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatalf("%s does not listen", as)
	return 0, nil
}

// cluster starts a job server and a pool of workers, and makes them the
// runner's.
func cluster(t *testing.T) (killWorkers func()) {
	jobs, _ := process(t, beJobs)
	workers, kill := process(t, beWorkers)
	binary := *jobopts.WorkerBinary
	t.Cleanup(func() { *jobopts.WorkerBinary = binary })
	*jobopts.WorkerBinary = os.Args[0] // else Beam compiles one, which nobody would start
	endpoint, kind, config := *jobopts.Endpoint, *jobopts.EnvironmentType, *jobopts.EnvironmentConfig
	t.Cleanup(func() {
		*jobopts.Endpoint, *jobopts.EnvironmentType, *jobopts.EnvironmentConfig = endpoint, kind, config
	})
	*jobopts.Endpoint, *jobopts.EnvironmentType, *jobopts.EnvironmentConfig = fmt.Sprint("localhost:", jobs), "EXTERNAL", fmt.Sprint("localhost:", workers)
	return kill
}

// With job server and workers in processes of their own, the workers killed in
// the middle: the job ends or is given up, and the same job on new workers goes on
// from the parts that are there, to the same bytes.
func TestWorkersAreKilledInTheMiddle(t *testing.T) {
	s := designed(t, 450, 25)
	out := t.TempDir()
	kill := cluster(t)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	ended := make(chan error, 1)
	go func() { ended <- run(ctx, s, out) }()
	parts := func() int { n, _ := filepath.Glob(filepath.Join(out, "authority=*", "*", "part-*")); return len(n) }
	for parts() < 3 {
		select {
		case err := <-ended:
			t.Fatalf("it ended before it was killed: %v", err)
		case <-time.After(time.Millisecond):
		}
	}
	kill()
	there := parts()
	if all := len(s.Design.Items()); there >= all {
		t.Fatalf("all %d parts are there: nothing was in the middle", all)
	}
	select {
	case err := <-ended:
		t.Logf("killed with %d parts: the job says %v", there, err)
		if err == nil {
			t.Error("a job whose workers are dead is well")
		}
	case <-time.After(20 * time.Second):
		t.Logf("killed with %d parts: the job hangs, and is given up", there)
		cancel()
	}
	cluster(t)
	if err := run(context.Background(), s, out); err != nil {
		t.Fatal(err)
	}
	for name := range files(t, os.DirFS(out)) { // what the killed were writing
		if filepath.Base(name)[0] == '.' {
			t.Logf("left: %s", name)
			os.Remove(filepath.Join(out, name))
		}
	}
	same(t, os.DirFS(onOneMachine(t, s)), os.DirFS(out))
}
