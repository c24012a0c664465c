package outputs

import (
	"fmt"
	"io"
	"math"

	"github.com/apache/arrow/go/v17/arrow"

	"sendsim/sim/peers"
)

// PeersName is the file of a comparison of authorities.
const PeersName = "peers.arrow"

// PeersFields is the columns of peers.arrow: a row for each figure of each that
// is compared, and for each difference of two of them.
var PeersFields = []Column{
	{colArea, "ONS code", "authority; England; neighbours:CODE of the statistical neighbours of one, taken together", "", nil},
	{"name", "", "its name", "", nil},
	{"against", "ONS code", "with which it is compared: the row is of the difference; empty: of the figure itself", "", nil},
	{"figure", "", "key of the figure", "", nil},
	{"unit", "", "of the figure and of the difference", "", nil},
	{"p05", "", "empty where a small count of children would be told; 5 % of the draws do not exceed it", "", nil},
	{"p10", "", "10 % of the draws do not exceed it", "", nil},
	{"p25", "", "25 % of the draws do not exceed it", "", nil},
	{"p50", "", "median", "", nil},
	{"p75", "", "75 % of the draws do not exceed it", "", nil},
	{"p90", "", "90 % of the draws do not exceed it", "", nil},
	{"p95", "", "95 % of the draws do not exceed it", "", nil},
	{"mean", "", "mean of the draws", "", nil},
	{"above", UnitShare, "of a difference: share of the joint draws in which it is above 0", "", nil},
	{"wrong", UnitShare, "of a difference: chance that its more likely sign is wrong", "", nil},
	{"more_than_chance", "", "of a difference: 1 where it is marked as more than chance, over all differences of the file; else 0", "", nil},
}

// peersFormat names the file's layout.
const peersFormat = "sendsim peers 1"

// WriteArrow writes peers.arrow.
func (p *Peers) WriteArrow(w io.Writer) error {
	var area, name, against, figure, unit []int16
	var codes, titles, keys, units names
	var values [len(Levels) + 3][]float64
	var told []int16
	none := int16(-1)
	add := func(subject int, other int16, i int, s *Stats, above, wrong float64, marked int16) {
		f := &peers.Figures[i]
		area, name = append(area, codes.of(p.Subjects[subject].Code)), append(name, titles.of(p.Subjects[subject].Name))
		against, figure, unit = append(against, other), append(figure, keys.of(f.Key)), append(unit, units.of(f.Unit))
		for j, q := range s.Quantiles {
			values[j] = append(values[j], q.Value)
		}
		for j, v := range [...]float64{s.Mean.Value, above, wrong} {
			values[len(Levels)+j] = append(values[len(Levels)+j], v)
		}
		told = append(told, marked)
	}
	nan := math.NaN()
	for s := range p.Subjects {
		for i := range peers.Figures {
			add(s, none, i, p.stats(s, i), nan, nan, none)
		}
	}
	for j := range p.Pairs {
		other := codes.of(p.Subjects[p.Pairs[j].B].Code)
		for i := range peers.Figures {
			of, above, wrong, more := p.difference(j, i)
			marked := int16(0)
			if more {
				marked = 1
			}
			add(p.Pairs[j].A, other, i, of, above, wrong, marked)
		}
	}
	meta := arrow.NewMetadata(
		[]string{keyFormat, keyTitle, keyRegime, keyLicence, keyFigures, "census", "draws", "quantile"},
		[]string{peersFormat, "Authorities beside one another, their statistical neighbours and England", p.Regime, Licence, Simulated, fmt.Sprint(p.January), fmt.Sprint(p.Draws), QuantileSays},
	)
	arrays := []arrow.Array{texts(area, codes.list), texts(name, titles.list), texts(against, codes.list), texts(figure, keys.list), texts(unit, units.list)}
	for _, v := range values {
		arrays = append(arrays, numbers(v))
	}
	return writeColumns(w, PeersFields, meta, len(told), append(arrays, shorts(told)))
}
