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
	"os"
	"os/signal"
	"path/filepath"
	"syscall"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/x/beamx"

	"sendsim/cluster/pipeline"
	"sendsim/outputs"
	"sendsim/scenarios"
	"sendsim/sim/sweep"
)

var (
	design = flag.String("design", "", "the sweep's design, a YAML file on this machine (required)")
	out    = flag.String("out", "", "the sweep's folder, which every worker reaches: a path, gs:// or s3:// (required)")
	draws  = flag.Int("draws", 0, "futures of each combination (default as the design says)")
	serve  = flag.Int("serve-jobs", 0, "be a Prism job server on this port, and nothing else")
	work   = flag.Int("serve-workers", 0, "be a pool of workers on this port of this machine (--environment_type EXTERNAL), and nothing else")
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
	w, err := pipeline.World()
	if err != nil {
		return err
	}
	files := sweep.Files{Beside: os.DirFS(filepath.Dir(*design)), Ships: scenarios.FS}
	d, err := sweep.Read(files, filepath.Base(*design), w, outputs.ColumnNames(), *draws)
	if err != nil {
		return err
	}
	s, err := outputs.NewSweep(d)
	if err != nil {
		return err
	}
	if err := pipeline.Begin(ctx, s, *out); err != nil {
		return err
	}
	p, scope := beam.NewPipelineWithRoot()
	pipeline.Build(scope, s, *out)
	if err := beamx.Run(ctx, p); err != nil {
		return err
	}
	fmt.Printf("%d futures of %d combinations are in %s\n", d.Futures(), len(d.Combinations()), *out)
	return nil
}
