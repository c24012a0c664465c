// Package sim turns a scenario into futures: it settles what is uncertain in
// a draw, lives the terms, closes the financial years, and runs all draws on
// all cores. One future is one page (future.go); goroutines are said in run.go
// alone.
package sim
