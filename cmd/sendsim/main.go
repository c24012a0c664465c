// Command sendsim runs the simulation from a terminal: flags in, exit code
// out. Results go to files and tables to stdout, progress and warnings to
// stderr. Exit 0 is done, 1 failed, 2 wrong use.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"sendsim/outputs"
)

// Version is the version of the program, as manifests record it.
const Version = outputs.Version

// The exit codes.
const (
	done = iota
	failed
	wrongUse
)

func main() {
	signal.Ignore(syscall.SIGPIPE) // who reads no further sees no more: see execute
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	code := execute(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// use is an error in how a command was called.
type use struct{ error }

// execute runs the command line and returns the exit code.
func execute(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	root := newRoot()
	root.SetArgs(args)
	root.SetOut(stdout)
	root.SetErr(stderr)
	addCompletion(root)
	wrap := fmt.Sprintf(".FlagUsagesWrapped %d", widthOf(stdout))
	root.SetUsageTemplate(strings.NewReplacer(
		".LocalFlags.FlagUsages", ".LocalFlags"+wrap, ".InheritedFlags.FlagUsages", ".InheritedFlags"+wrap,
	).Replace(root.UsageTemplate()))
	err := root.ExecuteContext(ctx)
	var misuse use
	var refused outputs.Refused
	switch {
	case err == nil, errors.Is(err, syscall.EPIPE):
		return done
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(stderr, "sendsim: stopped; nothing was left behind")
		return failed
	case errors.As(err, &misuse), errors.As(err, &refused):
		complain(stderr, err)
		return wrongUse
	default:
		complain(stderr, err)
		return failed
	}
}

// newRoot is the command line.
func newRoot() *cobra.Command {
	root := &cobra.Command{
		Use:           "sendsim",
		Short:         "What demand for special educational needs will do to the high-needs budget",
		Long:          about,
		Version:       Version,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          words(0, 0),
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },

		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error { return onADisk(cmd) },
	}
	root.SetFlagErrorFunc(mistypedFlag)
	root.AddCommand(
		newRun(), newSweep(), newMerge(), newCompare(), newGoal(), newVerify(), newExplain(), newNew(), newCheck(), newLocal(),
		newAuthorities(), newLevers(), newColumns(), newScenarios(), newRegimes(),
		newImport(), newCalibrate(), newBacktest(), newReport(), newExport(),
		newServe(),
	)
	addCompletions(root.Commands())
	return root
}

// onADisk refuses the URL of an object store, which would be taken for a folder of
// that name on this disk. It is not repeated: a credential may stand in it.
func onADisk(cmd *cobra.Command) error {
	if out := cmd.Flags().Lookup("out"); out != nil && strings.Contains(out.Value.String(), "://") {
		return use{errors.New("--out is a URL, and sendsim writes to disks; allowed: a path (sendsim-beam lives sweeps into object stores: docs/scale.md)")}
	}
	return nil
}

const about = `sendsim simulates the children of an English local authority through the
statutory SEND system, term by term, in thousands of futures, and writes the
distribution of the Dedicated Schools Grant deficit.

  sendsim run                      the shipped default, no file needed
  sendsim run --authority kent     another authority
  sendsim authorities              which ship`
