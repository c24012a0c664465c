package outputs

import (
	"encoding/json"
	"io"

	"sendsim/sim/peers"
)

// peerRow is a figure of one that is compared, as an object.
type peerRow struct {
	Code    string        `json:"code"`
	Name    string        `json:"name"`
	Figure  string        `json:"figure"`
	Unit    string        `json:"unit"`
	Range   peerRange     `json:"range"`
	Against []peerAgainst `json:"against,omitempty"`
}

// peerRange is quantiles of the draws; null where there is nothing to say.
type peerRange struct {
	P10 number `json:"p10"`
	P50 number `json:"p50"`
	P90 number `json:"p90"`
}

// peerAgainst is a difference: how far and how surely it is above another.
type peerAgainst struct {
	Code           string    `json:"code"`
	Name           string    `json:"name"`
	Difference     peerRange `json:"difference"`
	Above          number    `json:"above"` // share of the joint draws
	MoreThanChance bool      `json:"more_than_chance"`
}

func rangeOf(s *Stats) peerRange {
	at := func(l Level) number { return number(s.At(l).Value) }
	return peerRange{at(tableLevels[0]), at(Median), at(tableLevels[2])}
}

// JSON prints the comparison as an array of objects: a figure of each that is
// compared, with its differences.
func (p *Peers) JSON(w io.Writer) error {
	rows := []peerRow{}
	for s := range p.Subjects {
		for i := range peers.Figures {
			f := &peers.Figures[i]
			row := peerRow{Code: p.Subjects[s].Code, Name: p.Subjects[s].Name, Figure: f.Key, Unit: f.Unit, Range: rangeOf(p.stats(s, i))}
			for j := range p.Pairs {
				if p.Pairs[j].A == s {
					b := &p.Subjects[p.Pairs[j].B]
					of, above, _, told := p.difference(j, i)
					row.Against = append(row.Against, peerAgainst{b.Code, b.Name, rangeOf(of), number(above), told})
				}
			}
			rows = append(rows, row)
		}
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(rows)
}
