package calibration

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"sendsim/internal/strict"
)

// rowColumns are the headings of rows.csv.
var rowColumns = []string{"m_u", "phi_u", "s_u", "last_u", "m_r", "phi_r", "s_r", "last_r"}

func (r *Row) fields() [8]*float64 {
	return [8]*float64{&r.MU, &r.PhiU, &r.SU, &r.LastU, &r.MR, &r.PhiR, &r.SR, &r.LastR}
}

// ID names the national layer, for example "england-2024-01".
func (n *National) ID() string { return "england-" + strict.FormatCensus(n.January) }

// Digest is the SHA-256 of the rows and of the totals they start from.
func (n *National) Digest() string {
	n.digestOnce.Do(func() { n.digest = digest(n.rowsText()) })
	return n.digest
}

// rowsText is rows.csv; its first record after the headings is the totals from
// which a path starts: stock and entries.
func (n *National) rowsText() []byte {
	var b bytes.Buffer
	exact := func(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }
	b.WriteString(strings.Join(rowColumns, ",") + "\n")
	fmt.Fprintf(&b, "%s,%s,,,,,,\n", exact(n.Stock), exact(n.Entries))
	for i := range n.Rows {
		for k, x := range n.Rows[i].fields() {
			if k > 0 {
				b.WriteByte(',')
			}
			b.WriteString(exact(*x))
		}
		b.WriteByte('\n')
	}
	return b.Bytes()
}
