package web_test

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"
)

// reader is one who moves a slider again and again: it asks for a run, sees its
// first picture, and then moves on, or stays to the end.
type reader struct {
	t    *testing.T
	url  string
	luck *rand.Rand

	asked, seen, ended, again int // moves, first pictures, runs to the end, times it was told to come back
	longest                   time.Duration
}

// move moves the slider once. Nothing may be lost: the run is there, its picture
// comes, and its figures can be had.
func (r *reader) move() {
	r.asked++
	places := 1 + r.luck.IntN(200)
	stays := r.luck.IntN(8) == 0
	id := begin(r.t, r.url, strings.Replace(placesFor, "places: 12", fmt.Sprintf("places: %d", places), 1))
	from := time.Now()
	for {
		ctx, leave := context.WithCancel(r.t.Context())
		events := watch(r.t, ctx, r.url, id, func(event string) bool { return event == "result" && !stays })
		leave()
		switch last := strings.Join(events, " "); {
		case last == "full":
			r.again++
			time.Sleep(50 * time.Millisecond)
			continue
		case !strings.Contains(last, "result") || stays && !strings.HasSuffix(last, "done"):
			r.t.Errorf("run %d was lost: its events are %q", id, last)
			return
		}
		break
	}
	r.longest = max(r.longest, time.Since(from))
	if got, _ := ask(r.t, "GET", fmt.Sprintf("%s/api/runs/%d/results/60", r.url, id), ""); got != http.StatusOK {
		r.t.Errorf("the results of run %d were lost: %d", id, got)
		return
	}
	r.seen++
	if stays {
		r.ended++
	}
	switch r.luck.IntN(8) { // and now and then something that is wrong
	case 0:
		ask(r.t, "POST", r.url+"/api/runs", placesFor[:r.luck.IntN(len(placesFor))])
	case 1:
		ask(r.t, "GET", fmt.Sprintf("%s/api/runs/%d/results/7", r.url, id), "")
	case 2: // a large run that is left at its first word
		ctx, leave := context.WithCancel(r.t.Context())
		watch(r.t, ctx, r.url, begin(r.t, r.url, long), func(string) bool { return true })
		leave()
	}
}

// Fifty readers who move sliders at once lose nothing, leave no goroutine behind,
// and no more memory than may be kept. SOAK=2m is for how long; a few seconds
// unless it is set (make soak), and fewer readers under -short.
func TestSoak(t *testing.T) {
	lasts, readers := 2*time.Second, 50
	if testing.Short() {
		lasts, readers = time.Second, 12
	}
	if asked := os.Getenv("SOAK"); asked != "" {
		var err error
		if lasts, err = time.ParseDuration(asked); err != nil {
			t.Fatal(err)
		}
	}
	on := serving(t, "127.0.0.1")
	begin(t, on.URL, small)
	memory, routines := settledAt(on)
	until := time.Now().Add(lasts)
	all := make([]*reader, readers)
	var done sync.WaitGroup
	for i := range all {
		all[i] = &reader{t: t, url: on.URL, luck: rand.New(rand.NewPCG(uint64(i), 1))} // another reader, another seed
		done.Add(1)
		go func() {
			defer done.Done()
			for time.Now().Before(until) && !t.Failed() {
				all[i].move()
			}
		}()
	}
	done.Wait()
	var sum reader
	for _, r := range all {
		sum.asked, sum.seen, sum.ended, sum.again = sum.asked+r.asked, sum.seen+r.seen, sum.ended+r.ended, sum.again+r.again
		sum.longest = max(sum.longest, r.longest)
	}
	held, left := settledAt(on)
	t.Logf("%d moves, %d first pictures, %d runs to the end, told to come back %d times; the longest waited %v for it; %d MB held before and %d after, %d goroutines before and %d after",
		sum.asked, sum.seen, sum.ended, sum.again, sum.longest.Round(time.Millisecond), memory>>20, held>>20, routines, left)
	if sum.seen != sum.asked {
		t.Errorf("of %d moves %d were answered", sum.asked, sum.seen)
	}
	if left > routines {
		t.Errorf("%d goroutines instead of %d", left, routines)
	}
	const most = (384 + 256 + 64) << 20 // bytes: lived figures and streams that may be kept, and room
	if held > memory+most {
		t.Errorf("%d MB are held instead of %d", held>>20, memory>>20)
	}
	var said struct{ Version string }
	if code, text := ask(t, "GET", on.URL+"/api/catalogue", ""); code != http.StatusOK || json.Unmarshal([]byte(text), &said) != nil {
		t.Errorf("after it the catalogue is answered with %d", code)
	}
}

// Of more readers than runs may live at once, all have a first picture before
// one has all draws.
func TestAllHaveAFirstPictureBeforeOneHasAllDraws(t *testing.T) {
	on := serving(t, "127.0.0.1")
	const readers = 5
	ctx, leave := context.WithCancel(t.Context())
	pictures := make(chan int)
	var gone sync.WaitGroup
	ids := make([]int, readers)
	for i := range ids { // none is lived before it is watched
		ids[i] = begin(t, on.URL, fmt.Sprintf("authority: rutland\nyears: 6\nseed: %d\ndraws: 10000\n", i+1))
	}
	for i, id := range ids {
		gone.Add(1)
		go func() {
			defer gone.Done()
			watch(t, ctx, on.URL, id, func(event string) bool {
				if event == "result" {
					pictures <- i
				}
				return false
			})
		}()
	}
	had := map[int]int{}
	for len(had) < readers {
		one := <-pictures
		if had[one]++; had[one] == 3 {
			t.Errorf("one has all draws, and only %d of %d have a picture", len(had), readers)
			break
		}
	}
	leave()
	go func() { gone.Wait(); close(pictures) }()
	for range pictures { // of those who were under way
	}
}

// settledAt is what is held once nobody asks for anything: bytes and goroutines.
func settledAt(on *httptest.Server) (bytes uint64, goroutines int) {
	http.DefaultClient.CloseIdleConnections()
	on.CloseClientConnections()
	const tries, pause = 50, 100 * time.Millisecond // for connections to be gone
	for i, before := 0, 0; i < tries; i++ {
		if goroutines = runtime.NumGoroutine(); goroutines == before && i > 3 {
			break
		}
		before = goroutines
		time.Sleep(pause)
	}
	runtime.GC()
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	return memory.HeapAlloc, runtime.NumGoroutine()
}
