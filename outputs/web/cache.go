package web

import (
	"slices"
	"sync"

	"sendsim/outputs"
)

// lived is a scenario whose futures have been lived: every figure of every
// draw, and what they say together.
type lived struct {
	file    *outputs.Memory
	summary *outputs.Summary
}

// open gives a reader of the draws; each is for one goroutine.
func (l *lived) open() (*outputs.Draws, error) {
	return outputs.OpenDraws(l.file, int64(l.bytes()))
}

func (l *lived) bytes() int { return len(l.file.Bytes()) }

// cache keeps what was lived last, so that a base is lived once and not with
// every change of a lever. What is in it is read-only.
type cache struct {
	most int // bytes

	mu   sync.Mutex
	held int
	list []entry // the one used last at the end
}

type entry struct {
	key string
	*lived
}

func (c *cache) get(key string) *lived {
	c.mu.Lock()
	defer c.mu.Unlock()
	i := slices.IndexFunc(c.list, func(e entry) bool { return e.key == key })
	if i < 0 {
		return nil
	}
	e := c.list[i]
	c.list = append(slices.Delete(c.list, i, i+1), e)
	return e.lived
}

// put keeps what was lived, in the place of what was not used for longest.
func (c *cache) put(key string, l *lived) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if slices.ContainsFunc(c.list, func(e entry) bool { return e.key == key }) {
		return
	}
	c.list, c.held = append(c.list, entry{key, l}), c.held+l.bytes()
	for c.held > c.most && len(c.list) > 1 {
		c.held -= c.list[0].bytes()
		c.list = slices.Delete(c.list, 0, 1)
	}
}
