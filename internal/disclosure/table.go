package disclosure

// Sum hides counts that are shown with their total, and says which, the total
// last.
func Sum(counts []int) []bool {
	const whole, parts = 0, 1
	total := 0
	var list []Count
	for _, n := range counts {
		list = append(list, Count{From: whole, To: parts, N: n})
		total += n
	}
	list = append(list, Count{From: parts, To: whole, N: total})
	Hide(list)
	hidden := make([]bool, len(list))
	for i, c := range list {
		hidden[i] = c.Hidden
	}
	return hidden
}

// Table hides counts that are shown with the totals of their rows and columns,
// and says which: a row of totals comes last, and last in each row its total.
func Table(cells [][]int) [][]bool {
	rows, columns := len(cells), 0
	if rows > 0 {
		columns = len(cells[0])
	}
	list := make([]Count, 0, (rows+1)*(columns+1))
	row := func(i int) int { return i } // places: the rows, where their totals come from last
	column := func(j int) int { return rows + 1 + j }
	for i := range rows + 1 {
		for j := range columns + 1 {
			c := Count{From: row(i), To: column(j), N: sum(cells, i, j)}
			if i == rows != (j == columns) { // totals flow the other way
				c.From, c.To = c.To, c.From
			}
			list = append(list, c)
		}
	}
	Hide(list)
	hidden := make([][]bool, rows+1)
	for i := range hidden {
		for j := range columns + 1 {
			hidden[i] = append(hidden[i], list[i*(columns+1)+j].Hidden)
		}
	}
	return hidden
}

// sum is a cell, or the total of a row (past the last column), of a column
// (past the last row) or of all.
func sum(cells [][]int, i, j int) (n int) {
	for k := range cells {
		for l := range cells[k] {
			if (k == i || i == len(cells)) && (l == j || j == len(cells[k])) {
				n += cells[k][l]
			}
		}
	}
	return n
}
