package pipeline

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/options/jobopts"
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
	s := designed(t, 300, 20)
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
