package outputs

// OnFrontierPoints are the points of the combinations that no other of an
// authority beats, from the cheapest up.
func (s *Swept) OnFrontierPoints(authority int) (points []int) {
	best, _ := unbeaten(s.rowsOf(authority))
	for _, r := range best {
		points = append(points, r.Point)
	}
	return points
}
