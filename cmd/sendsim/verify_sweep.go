package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"github.com/spf13/cobra"

	"sendsim/internal/shelf"
	"sendsim/outputs"
)

// isSweep tells whether a folder is that of a sweep.
func isSweep(name string) bool {
	_, err := fs.Stat(shelf.Folder(name), outputs.SweepName)
	return err == nil
}

// aSweep says what to do with the folder of a sweep where one of a run is wanted.
func aSweep(name string) error {
	return use{fmt.Errorf("%s is a sweep's folder: its table is %s, for which there is sendsim export; what no other combination beats stands there as scenarios, frontier-*.yaml, to be run, compared and reported", name, outputs.SweptName)}
}

// runSweep makes a sweep again and compares every file of its folder.
func (f *verifyFlags) runSweep(cmd *cobra.Command, name string) error {
	folder := shelf.Folder(name)
	written, err := outputs.SweepParts(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return use{fmt.Errorf("%s has no %s, so not all of the sweep is there: sendsim sweep goes on with it, and sendsim merge brings shards together", name, outputs.PartsName)}
	}
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	again, err := f.sweepAgain(cmd, folder)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	found, err := digestsIn(folder)
	if err != nil {
		return err
	}
	parts := func(d outputs.Digest) bool { return d.Name == outputs.PartsName }
	written = append(written, found[slices.IndexFunc(found, parts)])
	v := &verified{manifest: outputs.Manifest{Version: Version, Outputs: written}, many: true}
	for _, verdict := range outputs.Verdicts(v.manifest, found, again) {
		v.files = append(v.files, verifiedFile{Verdict: verdict})
	}
	return f.print(cmd, name, v)
}

// sweepAgain is the digests of all files of a sweep, made again.
func (f *verifyFlags) sweepAgain(cmd *cobra.Command, folder fs.FS) (again []outputs.Digest, err error) {
	s, world, err := openSweep(folder)
	if err != nil {
		return nil, err
	}
	readyToLive()
	put := func(name string, text []byte) error {
		d, err := outputs.DigestOf(name, bytes.NewReader(text))
		again = append(again, d)
		return err
	}
	swept, lives := outputs.NewSwept(s), outputs.NewSweepLives(s, world, nil, f.workers)
	bar := newProgress(cmd.ErrOrStderr(), s.Design.Futures(), f.quiet)
	defer bar.end()
	for _, i := range s.Design.Items() {
		part, err := lives.Live(cmd.Context(), i)
		if err != nil {
			return nil, err
		}
		_, lived, err := part.Lived()
		if err != nil {
			return nil, err
		}
		swept.Take(i, lived)
		again = append(again, lived.File)
		bar.add(int64(i.Draws))
	}
	if err := put(outputs.SweepName, s.Text()); err != nil {
		return nil, err
	}
	again = append(again, outputs.Copied(s.Inputs)...)
	return again, swept.Finish(put, world)
}
