package outputs

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/apache/arrow/go/v17/arrow"

	"sendsim/sim"
	"sendsim/sim/sweep"
)

// SweepPart is the file of one item of a sweep: the columns that are kept, a row for
// each draw and financial year, and in its metadata the tally of its draws. Its
// bytes are those of the item: whoever lives it, how often and in how many
// blocks.
type SweepPart struct {
	of      *Sweep
	design  *sweep.Design
	item    sweep.Item
	base    []float64 // deficits of the base, draw by draw; nil: it is held against none
	tally   sweep.Tally
	draws   []int32
	years   []int16
	columns []values
}

// What a part says of itself.
const (
	partFormat = "sendsim part 2"
	keyDesign  = "design" // digest of the design
	keyItem    = "item"
	keyTally   = "tally" // base64 of sweep.Tally.Bytes
	keySeal    = "seal"  // see sealed
)

// SweepPartName is the file of an item: its folders are the partitions of the set.
func SweepPartName(d *sweep.Design, i sweep.Item) string {
	return path.Join(
		"authority="+d.Authorities[i.Authority], "scenario="+d.Scenarios[i.Scenario].Name,
		fmt.Sprintf("part-%06d-%04d.arrow", i.Point, i.Block))
}

// NewSweepPart begins the part of an item.
func NewSweepPart(s *Sweep, i sweep.Item) *SweepPart {
	return &SweepPart{of: s, design: &s.Design, item: i, columns: columnsOf(&s.Design)}
}

func columnsOf(d *sweep.Design) []values {
	all := make([]values, len(d.Columns))
	for i, name := range d.Columns {
		c, ok := ColumnNamed(name)
		if !ok {
			panic("outputs: no column is named " + name)
		}
		all[i].whole = c.Whole()
	}
	return all
}

// Open gives the sink of a block.
func (p *SweepPart) Open(int) (sim.Sink, error) {
	b := &partBlock{to: p, tallier: sweep.Tallier{By: p.design.By, Base: p.base, First: p.item.First}, columns: columnsOf(p.design)}
	for _, name := range p.design.Columns {
		c, _ := ColumnNamed(name)
		b.of = append(b.of, c.Of)
	}
	return b, nil
}

// partBlock is some draws of a part.
type partBlock struct {
	to      *SweepPart
	tallier sweep.Tallier
	draws   []int32
	years   []int16
	of      []func(*sim.YearEnd) float64
	columns []values
}

// Year takes one row.
func (b *partBlock) Year(y *sim.YearEnd) {
	b.tallier.Year(y)
	b.draws, b.years = append(b.draws, int32(y.Draw)), append(b.years, int16(y.Year))
	for i := range b.columns {
		b.columns[i].add(b.of[i](y))
	}
}

// Close appends the block.
func (b *partBlock) Close() error {
	p := b.to
	p.tally.Merge(&b.tallier.Tally)
	p.draws, p.years = append(p.draws, b.draws...), append(p.years, b.years...)
	for i := range b.columns {
		c := &b.columns[i]
		p.columns[i].ints = append(p.columns[i].ints, c.ints...)
		p.columns[i].floats = append(p.columns[i].floats, c.floats...)
		p.columns[i].missing += c.missing
	}
	return nil
}

// add adds a value.
func (c *values) add(v float64) {
	if c.whole {
		c.ints = append(c.ints, int32(v))
		return
	}
	if v != v {
		c.missing++
	}
	c.floats = append(c.floats, v)
}

// Bytes is the file.
func (p *SweepPart) Bytes() ([]byte, error) {
	rows := len(p.draws)
	if want := p.item.Draws * p.design.Years; rows != want {
		return nil, fmt.Errorf("%s: %d rows of %d", SweepPartName(p.design, p.item), rows, want)
	}
	says := []Column{
		{"point", "", "which setting of the dials, by its number among those of the scenario: see " + SweepName, "", nil},
		{colDraw, "draw", "number of the future, from 0; the same draw of another combination shares its luck", "", nil},
		{colYear, "year", "financial year, by the calendar year of its April: 2024 is 2024-25", "", nil},
	}
	points := make([]int32, rows)
	for i := range points {
		points[i] = int32(p.item.Point)
	}
	arrays := []arrow.Array{ints(points), ints(p.draws), fixed(arrow.PrimitiveTypes.Int16, arrow.Int16Traits.CastToBytes(p.years), rows, nil, 0)}
	for i := range p.columns {
		c, _ := ColumnNamed(p.design.Columns[i])
		says, arrays = append(says, *c), append(arrays, p.columns[i].array())
	}
	var b bytes.Buffer
	err := writeColumns(&b, says, p.metadata(), rows, arrays)
	return sealed(b.Bytes(), unsealed), err
}

// unsealed is what stands for the seal of a part until its other bytes are
// known.
var unsealed = strings.Repeat("0", hex.EncodedLen(sha256.Size))

// sealed is a part in which its seal stands for what stood for it: the SHA-256 of
// its bytes as they are unsealed. The seal of a part is thus of every byte.
func sealed(text []byte, was string) []byte {
	bare := bytes.ReplaceAll(text, []byte(was), []byte(unsealed))
	sum := sha256.Sum256(bare)
	return bytes.ReplaceAll(bare, []byte(unsealed), hex.AppendEncode(nil, sum[:]))
}

func (p *SweepPart) metadata() arrow.Metadata {
	return p.of.metadata(partFormat, "Futures of one combination of a sweep",
		keyItem, itemSays(p.item), keyTally, base64.StdEncoding.EncodeToString(p.tally.Bytes()), keySeal, unsealed)
}

func itemSays(i sweep.Item) string {
	return fmt.Sprintf("%d/%d/%d draws %d+%d", i.Authority, i.Scenario, i.Point, i.First, i.Draws)
}

// LivedPart is an item that is lived: what its draws come to, and its file.
type LivedPart struct {
	Tally sweep.Tally
	File  Digest
}

// Lived is the file of the part, and what it comes to.
func (p *SweepPart) Lived() (text []byte, l LivedPart, err error) {
	if text, err = p.Bytes(); err != nil {
		return nil, l, err
	}
	l.Tally = p.tally
	l.File, err = DigestOf(SweepPartName(p.design, p.item), bytes.NewReader(text))
	return text, l, err
}

// OpenSweepPart reads an item from its file. The error says that it is not there,
// is cut short, was changed, or is of another design.
func OpenSweepPart(folder fs.FS, s *Sweep, i sweep.Item) (l LivedPart, err error) {
	name := SweepPartName(&s.Design, i)
	text, err := fs.ReadFile(folder, name)
	if err != nil {
		return l, err
	}
	if l.Tally, err = readPart(text, s, i); err != nil {
		return l, fmt.Errorf("%s: %w", name, err)
	}
	l.File, err = DigestOf(name, bytes.NewReader(text))
	return l, err
}

func readPart(text []byte, s *Sweep, i sweep.Item) (t sweep.Tally, err error) {
	f, err := readArrow(bytes.NewReader(text), int64(len(text)))
	if err != nil {
		return t, err
	}
	if f.metadata[keyDesign] != s.Digest() || f.metadata[keyItem] != itemSays(i) {
		return t, errors.New("it is of another sweep, or another part")
	}
	if seal := f.metadata[keySeal]; len(seal) != len(unsealed) || !bytes.Equal(sealed(text, seal), text) {
		return t, errors.New("it was changed since it was written")
	}
	rows := 0
	for _, b := range f.batches {
		rows += b.rows
	}
	if want := i.Draws * s.Design.Years; rows != want {
		return t, fmt.Errorf("it holds %d rows of %d", rows, want)
	}
	raw, err := base64.StdEncoding.DecodeString(f.metadata[keyTally])
	if err != nil {
		return t, err
	}
	if t, err = sweep.TallyOf(raw); err == nil && t.Draws != int64(i.Draws) {
		err = fmt.Errorf("its tally is of %d draws of %d", t.Draws, i.Draws)
	}
	return t, err
}
