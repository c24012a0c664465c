package sweep

import (
	"encoding/binary"
	"errors"
	"maps"
	"math"
	"slices"

	"sendsim/sim"
	"sendsim/sim/finance"
	"sendsim/sim/goal"
)

// Tally is what draws of a combination come to, in whole numbers: tallies of
// parts add up to that of all, bit for bit, in whatever order and grouping.
type Tally struct {
	Draws    int64
	NoMoney  int64 // draws of which there are no figures of money
	Balanced int64 // in balance in the year of the design: an in-year deficit of 0 or less
	Cost     int64 // pounds that the levers cost all purses but grants from outside, to the end of that year, summed
	Deficit  Histogram
	Effect   Histogram // deficit less that of the base, draw by draw; of the base, and where it is not told, empty
}

// Tallier is the sink that counts.
type Tallier struct {
	Tally Tally
	By    int       // financial year
	Base  []float64 // deficits of the base by draw, from First on; nil: none
	First int

	cost int64 // of the draw under way
}

// Year takes a year-end of the only area.
func (t *Tallier) Year(y *sim.YearEnd) {
	if y.Year > t.By {
		return
	}
	for purse, pounds := range goal.Paid(&y.Account) {
		if finance.Purse(purse) != finance.OtherGrant {
			t.cost += int64(pounds)
		}
	}
	if y.Year < t.By {
		return
	}
	t.Tally.Draws++
	if y.Account.Flags&finance.NoMoney != 0 {
		t.Tally.NoMoney++
	} else {
		t.Tally.Deficit.Add(int64(y.Account.Net))
		if t.Base != nil {
			t.Tally.Effect.Add(int64(y.Account.Net) - int64(t.Base[y.Draw-t.First]))
		}
		if y.Account.InYear <= 0 {
			t.Tally.Balanced++
		}
	}
	t.Tally.Cost += t.cost
	t.cost = 0
}

// Merge adds what o counted.
func (t *Tally) Merge(o *Tally) {
	t.Draws, t.NoMoney, t.Balanced, t.Cost = t.Draws+o.Draws, t.NoMoney+o.NoMoney, t.Balanced+o.Balanced, t.Cost+o.Cost
	t.Deficit.Merge(&o.Deficit)
	t.Effect.Merge(&o.Effect)
}

// mostBins bounds a histogram: its bins are at most a two-thousandth of the
// range of its values wide.
const mostBins = 4096

// Histogram counts whole numbers in bins of 1, 2, 4... : the narrowest for
// which no more than mostBins lie between the least and the greatest. So it is
// the same for any order and grouping.
type Histogram struct {
	Shift uint8 // value v is in bin v>>Shift
	Bins  map[int64]int64
	low   int64 // bins in use
	high  int64
}

// Add counts a value.
func (h *Histogram) Add(v int64) { h.add(v>>h.Shift, 1) }

func (h *Histogram) add(bin, n int64) {
	if h.Bins == nil {
		h.Bins = map[int64]int64{}
	}
	if len(h.Bins) == 0 {
		h.low, h.high = bin, bin
	}
	low, high, by := min(h.low, bin), max(h.high, bin), uint8(0)
	for high>>by-low>>by >= mostBins {
		by++
	}
	if h.low, h.high = low, high; by > 0 {
		h.coarsen(by)
	}
	h.Bins[bin>>by] += n
}

// coarsen makes bins two to a power times as wide.
func (h *Histogram) coarsen(by uint8) {
	wider := map[int64]int64{}
	for bin, n := range h.Bins {
		wider[bin>>by] += n
	}
	h.Bins, h.Shift, h.low, h.high = wider, h.Shift+by, h.low>>by, h.high>>by
}

// Merge adds what o counted.
func (h *Histogram) Merge(o *Histogram) {
	if len(o.Bins) > 0 && o.Shift > h.Shift {
		h.coarsen(o.Shift - h.Shift)
	}
	for _, bin := range slices.Sorted(maps.Keys(o.Bins)) {
		h.add(bin>>(h.Shift-o.Shift), o.Bins[bin])
	}
}

// Width is that of a bin.
func (h *Histogram) Width() int64 { return 1 << h.Shift }

// Quantile is the middle of the bin of the p-th of the values, by rank; NaN
// where there are none.
func (h *Histogram) Quantile(p float64) float64 {
	n := int64(0)
	for _, of := range h.Bins {
		n += of
	}
	left := max(1, int64(math.Ceil(float64(p*float64(n))-1e-9)))
	for _, bin := range slices.Sorted(maps.Keys(h.Bins)) {
		if left -= h.Bins[bin]; left <= 0 {
			return float64(bin<<h.Shift + h.Width()/2)
		}
	}
	return math.NaN()
}

// Bytes is the tally in few bytes, the same for the same counts.
func (t *Tally) Bytes() []byte {
	var b []byte
	for _, v := range []int64{t.Draws, t.NoMoney, t.Balanced, t.Cost} {
		b = binary.AppendVarint(b, v)
	}
	return t.Effect.append(t.Deficit.append(b))
}

// append writes the histogram behind b: shift, bins, and of each how far it is
// from the one before, and its count.
func (h *Histogram) append(b []byte) []byte {
	b = binary.AppendVarint(binary.AppendVarint(b, int64(h.Shift)), int64(len(h.Bins)))
	last := int64(0)
	for _, bin := range slices.Sorted(maps.Keys(h.Bins)) {
		b = binary.AppendVarint(binary.AppendVarint(b, bin-last), h.Bins[bin])
		last = bin
	}
	return b
}

var errNotTally = errors.New("these are not the bytes of a tally")

// numbers reads whole numbers from bytes; broken, once they end too soon.
type numbers struct {
	rest   []byte
	broken bool
}

func (r *numbers) next() int64 {
	v, n := binary.Varint(r.rest)
	if n <= 0 {
		r.broken, r.rest = true, nil
		return 0
	}
	r.rest = r.rest[n:]
	return v
}

// TallyOf reads what Bytes wrote.
func TallyOf(b []byte) (Tally, error) {
	var t Tally
	r := &numbers{rest: b}
	for _, into := range []*int64{&t.Draws, &t.NoMoney, &t.Balanced, &t.Cost} {
		*into = r.next()
	}
	held, sound := t.Deficit.read(r)
	paired, too := t.Effect.read(r)
	switch {
	case r.broken || len(r.rest) > 0 || !sound || !too,
		t.Draws < 0 || t.NoMoney < 0 || t.Balanced < 0 || t.Balanced > held,
		held != t.Draws-t.NoMoney || paired != 0 && paired != held:
		return Tally{}, errNotTally
	}
	return t, nil
}

// read reads what append wrote, and is how many values the bins hold.
func (h *Histogram) read(r *numbers) (held int64, sound bool) {
	const most = 62 // bits that a value may be shifted
	shift, bins := r.next(), r.next()
	if shift < 0 || shift > most || bins < 0 || bins > mostBins {
		return 0, false
	}
	h.Shift = uint8(shift)
	bin := int64(0)
	for range bins {
		bin += r.next()
		n := r.next()
		if r.broken || n <= 0 {
			return 0, false
		}
		h.add(bin, n)
		held += n
	}
	return held, h.Shift == uint8(shift)
}
