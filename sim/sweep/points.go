package sweep

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"sendsim/internal/rng"
	"sendsim/internal/strict"
	"sendsim/sim/levers"
)

// readDials reads how the dials of levers are set: a grid, a Latin hypercube or
// a list. Without it each scenario is lived as it is.
func (r *reader) readDials(v strict.Value) {
	ways := map[string]func(strict.Value) []map[string]float64{Grid: r.readGrid, LatinHypercube: r.readHypercube, List: r.readList}
	var points []map[string]float64
	for _, way := range []string{Grid, LatinHypercube, List} {
		of := v.Key(way)
		if !of.Here() {
			continue
		}
		if r.d.Way != "" {
			of.Fault("stands beside %s; allowed: one of %s, %s, %s", r.d.Way, Grid, LatinHypercube, List)
			continue
		}
		r.d.Way, points = way, ways[way](of)
	}
	if v.Here() && r.d.Way == "" && v.IsMapping() {
		v.Fault("says no way to set dials; allowed: %s, %s or %s", Grid, LatinHypercube, List)
	}
	if len(points) > MaxPoints {
		v.Fault("comes to %d points; allowed: %d", len(points), MaxPoints)
		return
	}
	for i := range r.d.Scenarios {
		if r.d.Scenarios[i].Points = r.pointsFor(i, points); r.d.tooLarge() {
			return // read says so
		}
	}
}

// pointsFor are the points that differ in the dials that a scenario has, in
// order; the one without any if it has none.
func (r *reader) pointsFor(scenario int, points []map[string]float64) []Point {
	has := dialsOf(r.given[scenario].Levers)
	var all []Point
	seen := map[string]bool{}
	for _, p := range points {
		point, key := make(Point, len(r.d.Dials)), ""
		for i, name := range r.d.Dials {
			x, set := p[name]
			if _, ok := has[name]; ok && set {
				point[i] = &x
				key += strconv.FormatFloat(x, 'g', -1, 64)
			}
			key += ";"
		}
		if !seen[key] {
			seen[key], all = true, append(all, point)
		}
	}
	if len(all) == 0 {
		return []Point{make(Point, len(r.d.Dials))}
	}
	return all
}

// dial finds a dial that any of the scenarios has, by LEVER.DIAL.
func (r *reader) dial(name string, at strict.Value) (d levers.Dial, ok bool) {
	var names []string
	for _, s := range r.given {
		for of, one := range dialsOf(s.Levers) {
			if names = append(names, of); of == name {
				d, ok = one, true
			}
		}
	}
	slices.Sort(names)
	names = slices.Compact(names)
	if !ok && len(r.unread) > 0 {
		return d, false // it may be of one that cannot be read, whose faults are said
	}
	if !ok {
		at.Fault("is a dial of no lever of the scenarios%s; allowed: LEVER.DIAL, as %s", strict.Meant(name, names), example(names))
	} else if !slices.Contains(r.d.Dials, name) {
		r.d.Dials, r.d.Units = append(r.d.Dials, name), append(r.d.Units, d.Unit.String())
	}
	return d, ok
}

func example(names []string) string {
	if len(names) == 0 {
		return "resourced-provision.places, with a scenario that has the lever"
	}
	return names[0]
}

// readGrid reads the values of each dial: all combinations of them are points,
// the last dial turning fastest.
func (r *reader) readGrid(v strict.Value) []map[string]float64 {
	points := []map[string]float64{{}}
	v.Each(func(name string, key, value strict.Value) {
		d, ok := r.dial(name, key)
		var values []float64
		for _, item := range value.Items() {
			x := math.NaN()
			if ok {
				d.Read(item, &x)
			}
			if x == x {
				values = append(values, x)
			}
		}
		if len(values)*len(points) > MaxPoints {
			value.Fault("makes more than %d points", MaxPoints)
			return
		}
		var more []map[string]float64
		for _, p := range points {
			for _, x := range values {
				more = append(more, with(p, name, x))
			}
		}
		if len(values) > 0 {
			points = more
		}
	})
	return points
}

func with(p map[string]float64, name string, x float64) map[string]float64 {
	other := map[string]float64{name: x}
	for k, v := range p {
		other[k] = v
	}
	return other
}

// readList reads points as they stand.
func (r *reader) readList(v strict.Value) []map[string]float64 {
	var points []map[string]float64
	for _, item := range v.Items() {
		p := map[string]float64{}
		item.Each(func(name string, key, value strict.Value) {
			if d, ok := r.dial(name, key); ok {
				x := 0.0
				d.Read(value, &x)
				p[name] = x
			}
		})
		points = append(points, p)
	}
	return points
}

// readHypercube reads a number of points and the range of each dial. In each
// dial there is one point in every equal part of its range, at a place of its
// own; which parts meet is by the seed, the name of the dial and nothing else.
func (r *reader) readHypercube(v strict.Value) []map[string]float64 {
	n := 0
	const fewest = 2
	v.Need("points").Int(&n, fewest, MaxPoints)
	points := make([]map[string]float64, n)
	for i := range points {
		points[i] = map[string]float64{}
	}
	v.Need("of").Each(func(name string, key, value strict.Value) {
		d, ok := r.dial(name, key)
		low, high := math.NaN(), math.NaN()
		if !ok {
			value.Key("from")
			value.Key("to")
			return
		}
		d.Read(value.Need("from"), &low)
		d.Read(value.Need("to"), &high)
		if low >= high {
			value.Fault("goes from %s to %s; allowed: from below to", d.Unit.Format(low), d.Unit.Format(high))
		}
		if !(low < high) {
			return
		}
		for i, x := range hypercube(rng.Seed(r.d.Seed).At(hypercubeTag).At(rng.Name(name)), n) {
			value := low + float64(x*(high-low))
			if d.Unit == levers.Places { // whole ones
				value = math.Round(value)
			}
			points[i][name] = value
		}
	})
	r.d.Coincide = len(points) - distinct(points)
	return points
}

// distinct is how many points differ.
func distinct(points []map[string]float64) int {
	seen := map[string]bool{}
	for _, p := range points {
		seen[fmt.Sprint(p)] = true // by key
	}
	return len(seen)
}

var hypercubeTag = rng.Name("sweep: latin hypercube")

// hypercube is one dial of n points: in each n-th of 0 to 1 one, in an order
// by the key.
func hypercube(key rng.Key, n int) []float64 {
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		x, y := key.Nth(uint64(a)).Word(0), key.Nth(uint64(b)).Word(0)
		switch {
		case x < y:
			return -1
		case x > y:
			return 1
		}
		return a - b
	})
	all := make([]float64, n)
	for part, i := range order {
		all[i] = (float64(part) + rng.Uniform(key.Nth(uint64(i)).Word(1))) / float64(n)
	}
	return all
}
