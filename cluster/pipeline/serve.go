package pipeline

import (
	"context"

	"github.com/apache/beam/sdks/v2/go/pkg/beam/runners/prism"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/runners/universal/extworker"
)

// ServeJobs is a Prism job server on a port, until the context ends.
func ServeJobs(ctx context.Context, port int) error {
	if _, err := prism.CreateJobServer(ctx, prism.Options{Port: port}); err != nil {
		return err
	}
	<-ctx.Done()
	return nil
}

// ServeWorkers is a pool of workers on a port of this machine, until the context
// ends.
func ServeWorkers(ctx context.Context, port int) error {
	pool, err := extworker.StartLoopback(ctx, port)
	if err != nil {
		return err
	}
	<-ctx.Done()
	return pool.Stop(context.Background())
}
