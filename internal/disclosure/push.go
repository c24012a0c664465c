package disclosure

import "math"

// push moves a flow from one place to another along counts that are hidden, by
// raising them or lowering them to no less than 0, and leaves one count alone.
// Where that is not enough and hide is set, counts that are shown are hidden
// too, along the path that shows the fewest children. It says how much was
// moved, at most want, and whether anything was hidden.
func push(counts []Count, but, from, to, want int, hide bool) (moved int, hid bool) {
	change := make([]int, len(counts))
	for moved < want {
		path := cheapest(counts, change, but, from, to, hide)
		if path == nil {
			return moved, hid
		}
		for _, s := range path {
			hid = hid || !counts[s.count].Hidden
			counts[s.count].Hidden = true
			change[s.count] += s.by
		}
		moved++
	}
	return moved, hid
}

// step raises or lowers one count by one.
type step struct{ count, by int }

// cheapest is the steps from one place to another that hide the fewest
// children; nil where there are none. [Bellman and Ford's search]
func cheapest(counts []Count, change []int, but, from, to int, hide bool) []step {
	places := 0
	for _, c := range counts {
		places = max(places, c.From+1, c.To+1)
	}
	cost, by := make([]int, places), make([]step, places)
	for p := range cost {
		cost[p] = math.MaxInt
	}
	cost[from] = 0
	for again := true; again; {
		again = false
		for i, c := range counts {
			price := 0
			if !c.Hidden {
				price = c.N + 1
			}
			if i == but || !c.Hidden && !hide {
				continue
			}
			try := func(a, b int, s step) {
				if cost[a] < math.MaxInt && cost[a]+price < cost[b] {
					cost[b], by[b], again = cost[a]+price, s, true
				}
			}
			try(c.From, c.To, step{i, 1})
			if c.N+change[i] > 0 {
				try(c.To, c.From, step{i, -1})
			}
		}
	}
	if cost[to] == math.MaxInt {
		return nil
	}
	var path []step
	for p := to; p != from; {
		s := by[p]
		path = append(path, s)
		if c := counts[s.count]; s.by > 0 {
			p = c.From
		} else {
			p = c.To
		}
	}
	return path
}
