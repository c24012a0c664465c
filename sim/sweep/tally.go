package sweep

import (
	"encoding/binary"
	"errors"
	"math"

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
	shift  uint8   // value v is in bin v>>shift
	first  int64   // bin of counts[0]
	counts []int64 // of the bins in use: neither the first nor the last is 0
}

// Empty tells whether nothing was counted.
func (h *Histogram) Empty() bool { return len(h.counts) == 0 }

// Add counts a value.
func (h *Histogram) Add(v int64) { h.add(v>>h.shift, 1) }

func (h *Histogram) add(bin, n int64) {
	if h.Empty() {
		h.first, h.counts = bin, append(h.counts, n)
		return
	}
	low, high, by := min(h.first, bin), max(h.last(), bin), uint8(0)
	for uint64(high>>by)-uint64(low>>by) >= mostBins { // of numbers that may be further apart than an int64
		by++
	}
	if by > 0 {
		h.coarsen(by)
		bin >>= by
	}
	if more := h.first - bin; more > 0 {
		h.first, h.counts = bin, append(make([]int64, more, more+int64(len(h.counts))), h.counts...)
	}
	for bin > h.last() {
		h.counts = append(h.counts, 0)
	}
	h.counts[bin-h.first] += n
}

func (h *Histogram) last() int64 { return h.first + int64(len(h.counts)) - 1 }

// coarsen makes bins two to a power times as wide.
func (h *Histogram) coarsen(by uint8) {
	first := h.first >> by
	wider := make([]int64, h.last()>>by-first+1)
	for i, n := range h.counts {
		wider[(h.first+int64(i))>>by-first] += n
	}
	h.shift, h.first, h.counts = h.shift+by, first, wider
}

// Merge adds what o counted.
func (h *Histogram) Merge(o *Histogram) {
	if !o.Empty() && o.shift > h.shift {
		if by := o.shift - h.shift; h.Empty() {
			h.shift = o.shift
		} else {
			h.coarsen(by)
		}
	}
	for i, n := range o.counts {
		if n > 0 {
			h.add((o.first+int64(i))>>(h.shift-o.shift), n)
		}
	}
}

// Width is that of a bin.
func (h *Histogram) Width() int64 { return 1 << h.shift }

// Quantile is the middle of the bin of the p-th of the values, by rank; NaN
// where there are none.
func (h *Histogram) Quantile(p float64) float64 {
	all := int64(0)
	for _, n := range h.counts {
		all += n
	}
	left := max(1, int64(math.Ceil(float64(p*float64(all))-1e-9)))
	for i, n := range h.counts {
		if left -= n; left <= 0 {
			return float64((h.first+int64(i))<<h.shift + h.Width()/2)
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
	bins := int64(0)
	for _, n := range h.counts {
		if n > 0 {
			bins++
		}
	}
	b = binary.AppendVarint(binary.AppendVarint(b, int64(h.shift)), bins)
	last := int64(0)
	for i, n := range h.counts {
		if bin := h.first + int64(i); n > 0 {
			b = binary.AppendVarint(binary.AppendVarint(b, bin-last), n)
			last = bin
		}
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
	h.shift = uint8(shift)
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
	return held, h.shift == uint8(shift)
}
