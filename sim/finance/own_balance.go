package finance

import (
	"fmt"
	"strings"

	"sendsim/calibration/local"
	"sendsim/internal/strict"
)

// balance reads the balance at the 31 March after the census. Of a later census
// than that of the calibrations it is needed: no other figure tells it.
func (r *ownReading) balance(doc strict.Value) {
	v := doc.Key("balance")
	if r.Later() && !v.Here() {
		v.Fault("is missing: a run from the census of January %d opens with the balance at 31 March %d; allowed: {at: %04d-%02d, net: 1.2m}", r.January, r.January, r.January, march)
		return
	}
	year, month := r.January, march
	v.Need("at").Month(&year, &month)
	if at := v.Key("at"); !r.Faulty && (year != r.January || month != march) {
		at.Fault("the run starts from the census of January %d, so the balance is that of %04d-%02d; allowed: %04d-%02d", r.January, r.January, march, r.January, march)
	}
	one := v.Key("net")
	if r.Later() {
		one = v.Need("net")
	}
	net, netReplaced := r.balanceOf(one, "balance.net", "net of payments received", Round(r.base.Opening.Net))
	one = v.Key("gross")
	gross, grossReplaced := r.balanceOf(one, "balance.gross", "before payments received", r.base.Gross)
	if one.Here() && (netReplaced || grossReplaced) {
		r.payments(one, net, gross)
	}
	if netReplaced {
		r.own.Net = &net
	}
	if grossReplaced || netReplaced && one.Here() {
		r.own.Gross = &gross
	}
}

// balanceOf reads a balance, net or gross; pounds is the one at 31 March 2024,
// written out where the calibrations start from the census before it.
func (r *ownReading) balanceOf(v strict.Value, key, says string, pounds Pounds) (given strict.Range, replaced bool) {
	f := figure{
		key: key, says: fmt.Sprintf("DSG balance at 31 March %d, %s (a deficit positive)", r.January, says),
		low: -mostMoney, high: mostMoney, size: local.Size{Least: balanceSize * float64(r.base.Blocks[baseYear])},
	}
	shown := r.Published == baseYear+1
	if shown && !r.Later() {
		f.published, f.shown = pounds, true
		if !r.base.Opening.Published {
			f.beside = ", worked out"
		}
	}
	given, replaced = r.read(v, f)
	stands := replaced && pounds != 0 && given == strict.Exactly(float64(pounds)) // 0 may well be so again
	if shown && r.Later() && stands && !r.Counts(key, false) {
		v.Fault("stands as it was written out, of 31 March %d; allowed: the balance at 31 March %d, or checked: [%s] where that is the same", r.Published, r.January, key)
	}
	return given, replaced
}

// payments holds the balance before payments against that after them. Both are
// drawn at one address, so each future has the same quantile of both.
func (r *ownReading) payments(v strict.Value, net, gross strict.Range) {
	var below []string
	quantiles := []struct {
		name       string
		net, gross float64
	}{{"P10", net.Low, gross.Low}, {"P50", middle(net), middle(gross)}, {"P90", net.High, gross.High}}
	for _, q := range quantiles {
		if q.gross < q.net {
			below = append(below, q.name)
		}
	}
	switch len(below) {
	case 0:
	case len(quantiles):
		v.Fault("a balance of %s before payments is below that of %s net of them, and payments lower a deficit; allowed: at least the net one, or no such line", told(gross), told(net))
	default:
		r.remarks = append(r.remarks, fmt.Sprintf("the balance before payments received, %s, is below that net of them, %s, at the %s of both: in such futures the payments come out below 0; let each of P10, P50 and P90 be at least that of the net one", told(gross), told(net), strings.Join(below, " and the ")))
	}
}

const march = 3
