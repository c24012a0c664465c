package sim

// Sink takes the year-ends of one block of consecutive draws. Year is called
// for each, by draw, then year, then area, from one goroutine; the YearEnd is
// the sink's only until Year returns. Sinks of different blocks are filled
// side by side; Close is called once for each, in the order of blocks, from
// one goroutine, and only if the run was not stopped before.
type Sink interface {
	Year(y *YearEnd)
	Close() error
}
