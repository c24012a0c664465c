package web

import "testing"

// Those who wait long for their picture find it, however many others ask
// meanwhile; of those that nobody watches, the ones used last are kept.
func TestJobsThatAreUsedAreKept(t *testing.T) {
	var all jobs
	watched, read, left, forgotten := &job{}, &job{}, &job{}, &job{}
	for _, j := range []*job{watched, read, left, forgotten} {
		all.add(j)
	}
	watched.begin()
	left.begin()
	for range mostJobs - 4 {
		all.add(&job{})
	}
	all.use(read.id)
	all.left(left)
	for range mostJobs / 2 {
		all.add(&job{})
	}
	for name, j := range map[string]*job{"watched": watched, "read": read, "left": left} {
		if all.use(j.id) != j {
			t.Errorf("the job that was %s is forgotten", name)
		}
	}
	if all.use(forgotten.id) != nil {
		t.Error("a job that nobody asked for again is kept")
	}
	heavy := &job{results: map[int][]byte{1: make([]byte, mostStreams+1)}}
	all.add(heavy)
	all.trim()
	if all.use(read.id) != nil || all.use(watched.id) != watched || all.use(heavy.id) != heavy {
		t.Error("streams beyond bounds are kept, or those of the last or of one that is watched are not")
	}
	if n := len(all.list); n > mostJobs {
		t.Errorf("%d jobs are kept", n)
	}
}
