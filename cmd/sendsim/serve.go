package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"github.com/spf13/cobra"

	"sendsim/outputs"
	"sendsim/outputs/web"
	"sendsim/sim"
)

// serveFlags are the flags of the server.
type serveFlags struct {
	addr         string
	workers      int
	calibrations calibrationFlags
}

// newServe serves the page.
func newServe() *cobra.Command {
	f := &serveFlags{}
	cmd := &cobra.Command{
		Use:   "serve [SCENARIO.yaml | RUN]",
		Short: "Open a page on which levers are moved by hand and futures redrawn",
		Long: `Serve a page for a browser on this machine: pick an authority, move levers, and
see the futures drawn anew, beside statistical neighbours and forecasts of past
years. A scenario is shown first if one is named, or those of the folder of a
run or a comparison; else the shipped default. A council's own figures can be
opened on the page, too; they are held in memory. Nothing leaves this machine,
and nothing is written: save the scenario or the report from the page, and
sendsim run makes its folder. Stop with Ctrl-C.`,
		Example: `  sendsim serve
  sendsim serve plan.yaml
  sendsim serve runs/plan
  sendsim serve --local kent-figures.yaml`,
		Args: words(0, 1),
		RunE: func(cmd *cobra.Command, args []string) error { return f.serve(cmd, args) },
	}
	cmd.Flags().StringVar(&f.addr, "addr", "127.0.0.1:8765", "`HOST:PORT` to listen on; port 0 is any that is free")
	cmd.Flags().IntVarP(&f.workers, "workers", "w", runtime.NumCPU(), "workers; results are the same for any number")
	f.calibrations.add(cmd)
	cmd.Flags().StringVar(&f.calibrations.local, localFlag, "", "`FILE` of the council's own figures; see sendsim local")
	return cmd
}

func (f *serveFlags) serve(cmd *cobra.Command, args []string) error {
	host, _, err := net.SplitHostPort(f.addr)
	if err != nil {
		return use{fmt.Errorf("--addr: %w; allowed: a host and a port, as 127.0.0.1:8765", err)}
	}
	if f.workers < 1 {
		return use{fmt.Errorf("--workers %d is out of range; allowed: 1 or more", f.workers)}
	}
	world, local, first, err := f.first(args)
	if err != nil {
		return err
	}
	papers := papers{f.calibrations, f.workers}
	server, err := web.New(web.Config{
		World: world, Local: local, First: first, Version: Version, Workers: f.workers, Host: host, Now: time.Now,
		Papers: papers.list(), Write: papers.write,
		About:     func(m *sim.Model) (outputs.About, []outputs.Past) { return aboutRun(world.Library, m) },
		Threshold: threshold,
	})
	if err != nil {
		return err
	}
	listener, err := (&net.ListenConfig{}).Listen(cmd.Context(), "tcp", f.addr)
	if err != nil {
		return use{fmt.Errorf("--addr: %w", err)}
	}
	fmt.Fprintf(cmd.OutOrStdout(), "Open http://%s/ in a browser. Stop with Ctrl-C.\n", addressOf(host, listener))
	if !web.OnLoopback(host) {
		fmt.Fprintf(cmd.ErrOrStderr(), "WARNING: %s can be reached from other machines. Whoever reaches it can run scenarios\n"+
			"and see this server's figures, the council's own too: there is no password and no encryption.\n"+
			"A council's own figures that are opened on the page are seen by whoever has a link to them.\n", listener.Addr())
	}
	return listen(cmd.Context(), listener, server.Handler())
}

// first is what a first visit shows, the world of published figures that it is
// laid on, and the council's own: the default, a scenario, or the scenarios of
// the folder of a run or a comparison.
func (f *serveFlags) first(args []string) (world *sim.World, local *sim.Local, all []*sim.Scenario, err error) {
	files := [][]string{args}
	if len(args) > 0 {
		if info, err := os.Stat(args[0]); err == nil && info.IsDir() {
			if files, err = scenariosIn(args[0]); err != nil {
				return nil, nil, nil, err
			}
		}
	}
	for _, file := range files {
		on, s, err := f.calibrations.scenario(file)
		if err != nil {
			return nil, nil, nil, err
		}
		if err := s.Check(on.Known()); err != nil {
			return nil, nil, nil, use{err}
		}
		if world == nil { // that of a comparison's base is that of all
			f.calibrations.folder, local = s.Calibrations, on.Local
			if world, err = f.calibrations.open(s.Calibrations); err != nil {
				return nil, nil, nil, err
			}
		}
		s.Calibrations, s.Local = "", "" // the page's scenarios run on what the server was given
		all = append(all, s)
	}
	return world, local, all, nil
}

// scenariosIn is the files of the scenarios of a run's folder, or of a
// comparison's: there the base without levers is beside every scenario of the
// page anyhow.
func scenariosIn(folder string) (files [][]string, err error) {
	m, err := readManifest(os.DirFS(folder), folder)
	if err != nil {
		return nil, err
	}
	if len(m.Compared) == 0 {
		return [][]string{{filepath.Join(folder, outputs.ScenarioName)}}, nil
	}
	for _, c := range m.Compared {
		if !filepath.IsLocal(c.Folder) {
			return nil, use{fmt.Errorf("%s: its manifest names %q, which lies outside", folder, c.Folder)}
		}
		if c.Name != withoutLevers {
			files = append(files, []string{filepath.Join(folder, c.Folder, outputs.ScenarioName)})
		}
	}
	return files[:min(len(files), web.MostScenarios)], nil
}

// addressOf is where a browser on this machine finds the server.
func addressOf(host string, l net.Listener) string {
	_, port, err := net.SplitHostPort(l.Addr().String())
	if err != nil || host == "" || net.ParseIP(host) != nil && net.ParseIP(host).IsUnspecified() {
		host = "localhost"
	}
	return net.JoinHostPort(host, port)
}

// What the server gives a request at most, and what a reader who is slow.
const (
	longestHeader  = 5 * time.Second
	longestRequest = 10 * time.Second
	longestAnswer  = 30 * time.Second // a stream of events moves its own deadline
	longestIdle    = 2 * time.Minute
	mostHeader     = 32 << 10 // bytes
)

// listen serves until the context ends, and then ends what is under way.
func listen(ctx context.Context, l net.Listener, h http.Handler) error {
	server := &http.Server{
		Handler: h, ReadHeaderTimeout: longestHeader, ReadTimeout: longestRequest, WriteTimeout: longestAnswer,
		IdleTimeout: longestIdle, MaxHeaderBytes: mostHeader,
		BaseContext: func(net.Listener) context.Context { return ctx },
	}
	ended := make(chan struct{})
	ctx, stop := context.WithCancel(ctx)
	go func() {
		defer close(ended)
		<-ctx.Done()
		rest, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
		defer cancel()
		if server.Shutdown(rest) != nil {
			server.Close()
		}
	}()
	err := server.Serve(l)
	stop()
	<-ended
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}
