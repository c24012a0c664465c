package strict

import (
	"slices"
	"strings"
)

// Nearest are the known names nearest to a mistyped one, nearest first: by
// edit distance, where it is small for the length of the name, and those that
// begin alike. At most three; none where nothing is near.
func Nearest(name string, known []string) []string {
	const most = 3
	type found struct {
		name string
		away int
	}
	var near []found
	asked := strings.ToLower(name)
	for _, k := range known {
		away := distance(asked, strings.ToLower(k))
		if len(asked) >= most && strings.HasPrefix(strings.ToLower(k), asked) {
			away = min(away, 1)
		}
		if away <= max(1, len(k)/most) {
			near = append(near, found{k, away})
		}
	}
	slices.SortStableFunc(near, func(a, b found) int { return a.away - b.away })
	names := make([]string, 0, most)
	for _, f := range near[:min(most, len(near))] {
		names = append(names, f.name)
	}
	return names
}

// distance is the number of letters to put in, take out, change or swap with
// their neighbour that makes b of a (optimal string alignment).
func distance(a, b string) int {
	const longest = 80 // no name is longer; a longer text is near to nothing
	if len(a) > longest || len(b) > longest {
		return longest
	}
	x, y := []rune(a), []rune(b)
	rows := [3][]int{make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)}
	for j := range rows[1] {
		rows[1][j] = j
	}
	for i := 1; i <= len(x); i++ {
		before, last, now := rows[(i+2)%3], rows[i%3], rows[(i+1)%3]
		now[0] = i
		for j := 1; j <= len(y); j++ {
			change := last[j-1]
			if x[i-1] != y[j-1] {
				change++
			}
			now[j] = min(last[j]+1, now[j-1]+1, change)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				now[j] = min(now[j], before[j-2]+1)
			}
		}
	}
	return rows[(len(x)+1)%3][len(y)]
}

// Meant is " (did you mean x?)" for the known names nearest to a mistyped one,
// or nothing.
func Meant(name string, known []string) string {
	near := Nearest(name, known)
	if len(near) == 0 {
		return ""
	}
	return " (did you mean " + strings.Join(near, " or ") + "?)"
}
