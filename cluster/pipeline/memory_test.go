package pipeline

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"testing"
)

// What a worker holds does not grow with what it lives: after five times the draws
// it is what it was, but for the 8 bytes of each draw of its base, and less than
// a quarter of the parts that it has written since.
func TestAWorkerKeepsNoParts(t *testing.T) {
	const block, few, many = 25, 250, 1_250
	s := designedAs(t, fmt.Sprintf("authorities: [rutland]\nscenarios: [none, plan.yaml]\ndraws: %d\nblock: %d\nyears: 1\n", many, block))
	ctx, out := context.Background(), t.TempDir()
	if err := Begin(ctx, s, nil, out); err != nil {
		t.Fatal(err)
	}
	f := &liveFn{Place: place{out, s.Digest()}}
	if err := f.Setup(ctx); err != nil {
		t.Fatal(err)
	}
	defer f.Teardown()
	live := func(from, to int) { // draws of both combinations
		for n := from / block; n < to/block; n++ {
			for combination := range f.all {
				if err := f.ProcessElement(ctx, combination*s.Design.Blocks()+n, func(int, []byte) {}); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	written := func() (bytes int64) {
		for _, text := range files(t, os.DirFS(out)) {
			bytes += int64(len(text))
		}
		return bytes
	}
	live(0, few)
	wrote, holds := written(), held()
	live(few, many)
	more := held() - holds
	runtime.KeepAlive(f)
	t.Logf("%d bytes more are held after %d bytes were written", more, written()-wrote)
	if more > (written()-wrote)/4 {
		t.Errorf("%d bytes more are held", more)
	}
}

// held is what is held in memory after all that can be is given back: pools are
// emptied by the second collection.
func held() int64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}
