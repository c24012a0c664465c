package outputs

import (
	"sync"

	"sendsim/cohorts"
	"sendsim/sim"
)

// The tables of a census, one after another in a row of cells.
const (
	numSettings = int(cohorts.NumSettings)
	numAges     = cohorts.NumAges
	numBands    = int(cohorts.NumBands)
	numNeeds    = int(cohorts.NumNeeds)

	settingAge  = 0
	settingBand = settingAge + numSettings*numAges
	bandNeed    = settingBand + numSettings*numBands
	settingNeed = bandNeed + numBands*numNeeds
	numCells    = settingNeed + numSettings*numNeeds
)

// Cells gathers cells.arrow: for each census the mean and the P10, P50 and
// P90 of the plans by setting and single age, setting and age group, age group
// and need, setting and need. Its memory grows with the spread of the draws,
// not with their number.
type Cells struct {
	about About
	all   cellBlock

	mu   sync.Mutex
	idle []*cellBlock
}

// NewCells begins the tables of a run.
func NewCells(about About) *Cells {
	c := &Cells{about: about}
	c.all.to, c.all.cells = c, make([]histogram, len(about.Areas)*about.Years*numCells)
	return c
}

// atOnce is the number of draws whose values a block collects before it lays
// them in its histograms: a line of the processor's cache for each cell.
const atOnce = 16

// cellBlock is the histograms of a block of draws, or of all.
type cellBlock struct {
	to     *Cells
	draws  int
	last   int             // the draw of the last year seen
	cells  []histogram     // by area, year, cell
	recent [][atOnce]int32 // the values of the last draws, by area, year, cell
}

// Open gives the sink of a block. It may be called from several goroutines.
func (c *Cells) Open(int) (sim.Sink, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if n := len(c.idle); n > 0 {
		b := c.idle[n-1]
		c.idle = c.idle[:n-1]
		return b, nil
	}
	n := len(c.all.cells)
	return &cellBlock{to: c, last: -1, cells: make([]histogram, n), recent: make([][atOnce]int32, n)}, nil
}

// Year takes one census.
func (b *cellBlock) Year(y *sim.YearEnd) {
	if y.Draw != b.last {
		if b.draws > 0 && b.draws%atOnce == 0 {
			b.lay()
		}
		b.last = y.Draw
		b.draws++
	}
	about := &b.to.about
	from := (y.Area*about.Years + y.Year - about.FirstYear) * numCells
	cells := b.recent[from : from+numCells]
	at := (b.draws - 1) % atOnce
	for s := range numSettings {
		var bands [numBands]int32
		for a, n := range y.Census.SettingAge[s] {
			if n != 0 {
				cells[settingAge+s*numAges+a][at] = n
				bands[cohorts.BandOf(cohorts.Age(a))] += n
			}
		}
		for i, n := range bands {
			cells[settingBand+s*numBands+i][at] = n
		}
		for i, n := range y.Census.SettingNeed[s] {
			if n != 0 {
				cells[settingNeed+s*numNeeds+i][at] = n
			}
		}
	}
	for s := range numBands {
		for i, n := range y.Census.BandNeed[s] {
			if n != 0 {
				cells[bandNeed+s*numNeeds+i][at] = n
			}
		}
	}
}

// lay counts the values collected: most cells have none.
func (b *cellBlock) lay() {
	for i := range b.recent {
		if of := &b.recent[i]; *of != [atOnce]int32{} {
			b.cells[i].add(of[:])
			*of = [atOnce]int32{}
		}
	}
}

// Close adds the block to the whole.
func (b *cellBlock) Close() error {
	c := b.to
	b.lay()
	c.all.draws += b.draws
	for i := range b.cells {
		c.all.cells[i].merge(&b.cells[i])
		b.cells[i].reset()
	}
	b.draws, b.last = 0, -1
	c.mu.Lock()
	c.idle = append(c.idle, b)
	c.mu.Unlock()
	return nil
}
