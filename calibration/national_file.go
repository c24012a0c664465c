package calibration

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"slices"
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

// readRows reads what rowsText wrote, with every fault at once.
func (n *National) readRows(text []byte) (faults strict.Faults) {
	say := func(line int, format string, a ...any) {
		faults = append(faults, strict.Fault{File: rowsFile, Line: line, Column: 1, Says: fmt.Sprintf(format, a...)})
	}
	records, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	const least = 3 // headings, totals, a row
	if err != nil || len(records) < least || !slices.Equal(records[0], rowColumns) {
		say(1, "is not a table of national rows with the columns %s", strings.Join(rowColumns, ", "))
		return faults
	}
	number := func(line int, text string, into *float64) {
		var err error
		if *into, err = strconv.ParseFloat(text, 64); err != nil || !finite(*into) {
			say(line, "%q is not a number", text)
		}
	}
	number(2, records[1][0], &n.Stock)
	number(2, records[1][1], &n.Entries)
	n.Rows = make([]Row, len(records)-2)
	for i := range n.Rows {
		for k, into := range n.Rows[i].fields() {
			number(i+3, records[i+2][k], into)
		}
	}
	return faults
}

// distinct is the number of draws of the prior that the rows hold, of each of
// the two paths.
func (n *National) distinct() (entry, leaving int) {
	entries, leavings := map[[2]float64]bool{}, map[[2]float64]bool{}
	for _, r := range n.Rows { // the mean is drawn anew for each row
		entries[[2]float64{r.PhiU, r.SU}] = true
		leavings[[2]float64{r.PhiR, r.SR}] = true
	}
	return len(entries), len(leavings)
}
