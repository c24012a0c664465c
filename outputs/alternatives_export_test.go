package outputs

// BetweenOf is how the first of two alternatives differs from the second, in
// futures that share no rows.
func BetweenOf(first, second []float64) Between {
	var c counter
	return c.between(0, 1, first, second)
}
