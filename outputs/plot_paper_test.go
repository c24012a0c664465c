package outputs

import (
	"slices"
	"strings"
	"testing"

	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
)

// No line is wider than it may be, but for a word that is, and none has room for
// the next word: of any width, and of texts with wide letters and narrow ones.
func TestLinesAreAsFullAsTheyMayBe(t *testing.T) {
	for _, txt := range []string{
		"", "one", "illiberality illiberality ill ill il i i i i i i lil il ill illiberality",
		"WAVE MAWW AV To WWW MMMM W M W WAVE WAVE MAWW AV To W",
		strings.Repeat("Sources: DfE, Section 251 budget 2021-22 and top-ups 2023-24 (P5–P95); ", 6),
	} {
		for _, s := range []text.Style{titleText, subtitleText, noteText} {
			for width := vg.Length(1); width < chartWidth; width += 23 {
				lines := wrapped(s, txt, width)
				if words := strings.Fields(strings.Join(lines, " ")); !slices.Equal(words, strings.Fields(txt)) {
					t.Fatalf("%q in %v is broken into %q", txt, width, lines)
				}
				for i, line := range lines {
					if s.Width(line) > width && strings.Contains(line, " ") {
						t.Errorf("%q is wider than %v", line, width)
					}
					if i+1 == len(lines) {
						continue
					}
					if next, _, _ := strings.Cut(lines[i+1], " "); s.Width(line+" "+next) <= width {
						t.Errorf("%q has room for %q in %v", line, next, width)
					}
				}
			}
		}
	}
}
