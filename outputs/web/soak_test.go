package web_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"
)

// Many readers who come, change their minds, leave and send nonsense leave the
// server as it was. SOAK=10m is for how long; a few seconds unless it is set.
func TestSoak(t *testing.T) {
	lasts := 4 * time.Second
	if asked := os.Getenv("SOAK"); asked != "" {
		var err error
		if lasts, err = time.ParseDuration(asked); err != nil {
			t.Fatal(err)
		}
	} else if testing.Short() {
		t.Skip("left out under -short; SOAK=10m go test -run TestSoak ./outputs/web")
	}
	on := serving(t, "127.0.0.1")
	until := time.Now().Add(lasts)
	const readers = 4
	done := make(chan int)
	for reader := range readers {
		go func() {
			luck := rand.New(rand.NewPCG(uint64(reader), 1)) // another reader, another seed
			n := 0
			defer func() { done <- n }() // a reader who fails counts too
			for ; time.Now().Before(until); n++ {
				one := strings.Replace(placesFor, "places: 12", fmt.Sprintf("places: %d", 1+luck.IntN(200)), 1)
				switch luck.IntN(4) {
				case 0:
					watch(t, t.Context(), on.URL, begin(t, on.URL, one), nil)
				case 1:
					ctx, leave := context.WithCancel(t.Context())
					watch(t, ctx, on.URL, begin(t, on.URL, long), func(string) bool { return true })
					leave()
				case 2:
					ask(t, "POST", on.URL+"/api/runs", one[:luck.IntN(len(one))])
				default:
					ask(t, "GET", fmt.Sprintf("%s/api/runs/%d/results/60", on.URL, luck.IntN(100)), "")
				}
			}
		}()
	}
	asked := 0
	for range readers {
		asked += <-done
	}
	events := strings.Join(watch(t, t.Context(), on.URL, begin(t, on.URL, placesFor), nil), " ")
	if !strings.HasSuffix(events, "done") {
		t.Errorf("after %d requests a run ends with %q", asked, events)
	}
	runtime.GC()
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	const most = 1 << 30 // bytes: the library, what is kept for the next change, and room
	if memory.HeapAlloc > most {
		t.Errorf("after %d requests %d MB are held", asked, memory.HeapAlloc>>20)
	}
	t.Logf("%d requests, %d MB held, %d goroutines", asked, memory.HeapAlloc>>20, runtime.NumGoroutine())
}
