package trials

import (
	"math"

	"sendsim/calibration"
	"sendsim/calibration/evidence"
	"sendsim/internal/rng"
)

// HeldShares forecasts the parts of an authority's plans, by age group and by
// setting, as a rule would: the layer's plans, each part's share as last
// published, moved by what the shares of authorities have moved, beside the
// mean of all, in as many years before. Shares are not trended: a trend in an
// authority's share is mostly noise, and England's is not carried on.
type HeldShares struct{}

// HeldName names the rule of held shares.
const HeldName = "held shares"

// Name is "held shares".
func (HeldShares) Name() string { return HeldName }

// Says is the rule in words.
func (HeldShares) Says() string {
	return "the layer's plans, shares as last published, with changes drawn from those of all authorities, their mean taken off"
}

// sharesFrom is the first January from which changes of shares are drawn: the
// first after the reform.
const sharesFrom = 2015

// fewestChanges is the least of past changes from which any is drawn.
const fewestChanges = 30

// Answer draws plans by the layer and shares from the past.
func (s HeldShares) Answer(q Question) (Answer, error) {
	var a Answer
	layer, err := calibration.FitLayer(q.Panel)
	if err != nil {
		return a, err
	}
	f := layer.Forecast(q.Draws, q.Horizons, q.Seed)
	for target := range NumTargets {
		if !target.part() {
			continue
		}
		a[target] = make(Futures, len(q.Panel.Areas))
		changes := map[int][]float64{} // by years
		for i, area := range q.Panel.Areas {
			share, year, ok := lastShare(target, area, q.Panel.Origin)
			if !ok {
				continue
			}
			key := rng.Seed(q.Seed).Nth(uint64(q.Panel.Origin)).At(rng.Name(HeldName)).At(rng.Name(target.String())).At(rng.Name(area.Area.Code))
			future := make([][]float64, q.Horizons)
			for h := range future {
				years := q.Panel.Origin + h + 1 - year
				if changes[years] == nil {
					changes[years] = shareChanges(target, q.Panel, years)
				}
				if len(changes[years]) < fewestChanges {
					future = nil
					break
				}
				future[h] = held(f.Stock(calibration.Pool, i, h+1), share, changes[years], key.Nth(uint64(h)))
			}
			a[target][i] = future
		}
	}
	return a, nil
}

// held multiplies draws of plans by draws of a share.
func held(plans []float64, share float64, changes []float64, key rng.Key) []float64 {
	draws := make([]float64, len(plans))
	for k, n := range plans {
		change := changes[int(rng.Uniform(key.Word(uint64(k)))*float64(len(changes)))]
		draws[k] = n * moved(share, change)
	}
	return draws
}

// moved is a share moved on the scale of its logit.
func moved(share, change float64) float64 {
	return calibration.Logit.From(logit(share) + change)
}

// mostExtreme keeps a share off 0 and 1, where it has no logit.
const mostExtreme = .002

func logit(share float64) float64 {
	return calibration.Logit.To(min(max(share, mostExtreme), 1-mostExtreme))
}

// lastShare is the share of a target in the plans at the last census for which
// it is known, and the year.
func lastShare(t Target, f *evidence.File, origin int) (share float64, year int, ok bool) {
	const back = 2 // years: older shares are not held
	for year = origin; year >= origin-back; year-- {
		if share, ok = shareAt(t, f, year); ok {
			return share, year, true
		}
	}
	return 0, 0, false
}

func shareAt(t Target, f *evidence.File, january int) (float64, bool) {
	n, okN := t.At(f, january)
	all, okAll := Plans.At(f, january)
	return n / all, okN && okAll && all > 0
}

// shareChanges are the changes over some years of the logits of the shares of
// all authorities, less the mean of each year, as known at the panel's origin.
func shareChanges(t Target, p *calibration.Panel, years int) []float64 {
	var changes []float64
	for from := sharesFrom; from+years <= p.Origin; from++ {
		first := len(changes)
		var sum float64
		for _, f := range p.Areas {
			a, okA := shareAt(t, f, from)
			b, okB := shareAt(t, f, from+years)
			if d := logit(b) - logit(a); okA && okB && !math.IsNaN(d) {
				changes = append(changes, d)
				sum += d
			}
		}
		for i := first; i < len(changes); i++ {
			changes[i] -= sum / float64(len(changes)-first)
		}
	}
	return changes
}
