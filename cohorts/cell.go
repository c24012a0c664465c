package cohorts

// Cell is a group of children with a plan who differ in nothing that the
// model knows: one age, one primary need, one setting.
type Cell struct {
	Age     Age
	Need    Need
	Setting Setting
}

// ageSlots is the room for ages in a cell's code: 32, so that the ages of one
// setting and need are one 32-bit mask.
const ageSlots = 32

// perSetting is the number of cell codes of one setting.
const perSetting = uint32(NumNeeds) * ageSlots

// numRows is the number of rows of cells: the ages of one setting and need.
const numRows = int(NumSettings) * int(NumNeeds)

// A block is two rows of cells of one setting, side by side: it has room for 64
// cells, a bit each.
const (
	blockCells       = 2 * ageSlots
	numBlocks        = numRows / 2
	perSettingBlocks = uint(NumNeeds) / 2
)

// NumCells is the number of cell codes, used or not.
const NumCells = int(NumSettings) * int(perSetting)

// Phase is the phase of the children in c.
func (c Cell) Phase() Phase { return phaseOf[c.Setting][c.Age] }

// Code is the cell's stable number, in [0, NumCells): it addresses the cell's
// random decisions, so it never changes when a table is reordered.
func (c Cell) Code() int {
	return (int(c.Setting)*int(NumNeeds)+int(c.Need))*ageSlots + int(c.Age)
}

// CellOf is the cell with the given code.
func CellOf(code int) Cell {
	row := uint(code) / ageSlots
	return Cell{Age(uint(code) % ageSlots), Need(row % uint(NumNeeds)), Setting(row / uint(NumNeeds))}
}
