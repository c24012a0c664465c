package outputs

import (
	"math"
	"slices"
)

const (
	buckets = 2048 // of one pass over a vector
	fewer   = 48   // values are sorted rather than laid in buckets
)

// picker finds values by their rank without sorting the rest: it lays the
// vector in buckets of equal width, keeps the buckets that hold a rank asked
// for, and looks into those in the same way. The time is a few passes over
// the vector, whatever its shape.
type picker struct{ room [][]float64 }

// pick puts into out the values of v at the given ranks, which count from 1
// and ascend. It reorders v.
func (p *picker) pick(v []float64, ranks []int, out []float64) { p.look(v, ranks, 0, out, 0) }

// look is pick for a part of a vector: before values of it are smaller.
func (p *picker) look(v []float64, ranks []int, before int, out []float64, depth int) {
	if len(ranks) == 0 {
		return
	}
	low, high := extremes(v)
	scale := buckets / (high - low)
	switch {
	case low == high:
		for i := range ranks {
			out[i] = low
		}
		return
	case len(v) <= fewer || math.IsInf(scale, 0) || scale == 0:
		slices.Sort(v)
		for i, r := range ranks {
			out[i] = v[r-1-before]
		}
		return
	}
	// Subtracting and multiplying by a constant keep the order, so a value in
	// a lower bucket is a smaller value.
	bucket := func(x float64) int { return min(int((x-low)*scale), buckets-1) }
	var ends, next [buckets]int32 // where a bucket ends among all; where its next value goes, plus 1
	for _, x := range v {
		ends[bucket(x)]++
	}
	for b := 1; b < buckets; b++ {
		ends[b] += ends[b-1]
	}
	for len(p.room) <= depth {
		p.room = append(p.room, nil)
	}
	type share struct{ bucket, from, ranks int }
	var shares []share
	kept := 0
	for i := 0; i < len(ranks); {
		b, _ := slices.BinarySearch(ends[:], int32(ranks[i]-before))
		j := i
		for j < len(ranks) && ranks[j]-before <= int(ends[b]) {
			j++
		}
		shares = append(shares, share{b, kept, j - i})
		next[b] = int32(kept) + 1
		kept += int(ends[b])
		if b > 0 {
			kept -= int(ends[b-1])
		}
		i = j
	}
	if cap(p.room[depth]) < kept {
		p.room[depth] = make([]float64, kept)
	}
	room := p.room[depth][:kept]
	for _, x := range v {
		if at := &next[bucket(x)]; *at > 0 {
			room[*at-1] = x
			*at++
		}
	}
	done := 0
	for _, s := range shares {
		smaller := before
		if s.bucket > 0 {
			smaller += int(ends[s.bucket-1])
		}
		p.look(room[s.from:next[s.bucket]-1], ranks[done:done+s.ranks], smaller, out[done:], depth+1)
		done += s.ranks
	}
}

func extremes(v []float64) (low, high float64) {
	low, high = v[0], v[0]
	for _, x := range v {
		if x < low {
			low = x
		}
		if x > high {
			high = x
		}
	}
	return low, high
}
