// Command sendsim-beam lives a sweep as an Apache Beam pipeline. Runner, workers
// and where they are is said with Beam's own flags; docs/scale.md has complete
// commands.
//
//	sendsim-beam --design design.yaml --out runs/design
//	sendsim-beam --design design.yaml --out s3://bucket/design --runner flink --endpoint host:8099 ...
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/signal"
	"path/filepath"
	"runtime/debug"
	"syscall"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/x/beamx"

	"sendsim/calibration"
	"sendsim/cluster/pipeline"
	"sendsim/outputs"
	"sendsim/scenarios"
	"sendsim/sim"
	"sendsim/sim/sweep"
)

var (
	design = flag.String("design", "", "the sweep's design, a YAML file on this machine (required)")
	out    = flag.String("out", "", "the sweep's folder, which every worker reaches: a path, s3://, gs:// or azblob:// (required)")
	draws  = flag.Int("draws", 0, "futures of each combination (default as the design says)")

	calibrations = flag.String("calibrations", "", "a folder that sendsim calibrate wrote (default what ships)")
	local        = flag.String("local", "", "a file of the council's own figures; see sendsim local")
	ratesOf      = flag.String("with-rates-of", "", "lay the children, places and money on the rates of another authority, by name or code")

	serve = flag.Int("serve-jobs", 0, "be a Prism job server on this port, and nothing else")
	work  = flag.Int("serve-workers", 0, "be a pool of workers on this port of this machine (--environment_type EXTERNAL), and nothing else")
)

func main() {
	flag.Parse()
	beam.Init() // on a worker it does not return
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "sendsim-beam:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context) error {
	switch {
	case *serve > 0:
		return pipeline.ServeJobs(ctx, *serve)
	case *work > 0:
		return pipeline.ServeWorkers(ctx, *work)
	case *design == "" || *out == "":
		return errors.New("--design and --out are needed; --help says more")
	}
	s, copies, err := designed()
	if err != nil {
		return err
	}
	if err := pipeline.Begin(ctx, s, copies, *out); err != nil {
		return err
	}
	debug.FreeOSMemory() // workers, which may be in this process, open a world of their own
	p, scope := beam.NewPipelineWithRoot()
	pipeline.Build(scope, s, *out)
	if err := beamx.Run(ctx, p); err != nil {
		return fmt.Errorf("%w\nthe same command goes on from the parts that are in %s", err, *out)
	}
	switch whole, err := pipeline.Whole(ctx, *out); {
	case err != nil:
		return err
	case !whole: // --async, or a dry run of Dataflow
		fmt.Printf("the job is handed over; %s has %s when all is there\n", *out, outputs.PartsName)
		return nil
	}
	fmt.Printf("%d futures of %d combinations are in %s\n", s.Design.Futures(), len(s.Design.Combinations()), *out)
	return nil
}

// designed is the sweep that the flags ask for, with copies of what it rests on
// that does not ship.
func designed() (*outputs.Sweep, []outputs.SweepInput, error) {
	open, from := pipeline.Shipped, fs.FS(nil)
	if *calibrations != "" {
		from = os.DirFS(*calibrations)
		open = func() (*calibration.Library, error) { return calibration.OpenFolder(from) }
	}
	lib, err := open()
	if err != nil {
		return nil, nil, err
	}
	w, err := sim.NewWorld(lib)
	if err != nil {
		return nil, nil, err
	}
	if *local != "" {
		l, err := sim.ReadLocal(os.DirFS(filepath.Dir(*local)), filepath.Base(*local), w)
		if err != nil {
			return nil, nil, err
		}
		w = w.With(l)
	}
	files := sweep.Files{Beside: os.DirFS(filepath.Dir(*design)), Ships: scenarios.FS}
	return outputs.DesignSweep(files, filepath.Base(*design), w, sweep.Over{Draws: *draws, RatesOf: *ratesOf}, from)
}
