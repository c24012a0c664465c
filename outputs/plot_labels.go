package outputs

import (
	"cmp"
	"fmt"
	"slices"

	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
)

// sides leaves room for the marks on the left and the labels on the right.
func (s *sheet) sides() {
	var widest vg.Length
	for _, v := range s.y.marks() {
		widest = max(widest, axisText.Width(s.mark(v)))
	}
	s.left = margin + widest + 6
	s.labels = s.endLabels()
	widest = 0
	for _, l := range s.labels {
		widest = max(widest, bold(labelText).Width(l.says))
	}
	s.right = chartWidth - margin*0.6 - widest - leader
}

// leader is the length of the lines that lead to the labels at the right.
const leader = 18

// said is a figure as the labels say it: rounded as befits the fan's width.
func (s *sheet) said(v float64) string {
	return s.rounded(v, &s.fan[len(s.fan)-1])
}

// end is a label at the right end of the chart, and the value it stands for.
type end struct {
	value float64
	says  string
	style text.Style
}

// endLabels is what the chart comes to at its right end, from below: the
// median, the bands beside their upper edges, the authority's own part, the
// median of the run compared with, the threshold.
func (s *sheet) endLabels() []end {
	strong := bold(labelText)
	strong.Color = s.ink.line
	last := s.fan[len(s.fan)-1]
	list := []end{{last.at(Median), "median " + s.said(last.at(Median)), strong}}
	for _, b := range slices.Backward(bands[:]) {
		list = append(list, end{last.at(b.high), fmt.Sprintf("%s: %s to %s", b.says, s.said(last.at(b.low)), s.said(last.at(b.high))), labelText})
	}
	if n := len(s.own); n > 0 {
		plain := labelText
		plain.Color = s.ink.line
		list = append(list, end{s.own[n-1].Value, "own part " + s.said(s.own[n-1].Value), plain})
	}
	if n := len(s.other); n > 0 {
		list = append(list, end{s.other[n-1].Value, s.otherSay + " " + s.said(s.other[n-1].Value), axisText})
	}
	if n := len(s.level); n > 0 {
		list = append(list, end{s.level[n-1].Value, "threshold " + s.said(s.level[n-1].Value), axisText})
	}
	slices.SortStableFunc(list, func(a, b end) int { return cmp.Compare(a.value, b.value) })
	return list
}

// ends writes the labels at the right end, each led to from its value.
func (s *sheet) ends() {
	places := make([]float64, len(s.labels))
	for i, e := range s.labels {
		places[i] = float64(s.py(e.value))
	}
	const gap = 13
	x := s.px(s.x.high)
	for i, y := range apart(places, gap, float64(s.bottom), float64(s.top)+gap) {
		y := vg.Length(y)
		s.c.StrokeLines(stroke(middle, 0.7), []vg.Point{
			{X: x + 2, Y: vg.Length(places[i])},
			{X: x + 8, Y: y},
			{X: x + leader - 4, Y: y},
		})
		write(s.c, aligned(s.labels[i].style, text.XLeft, text.YCenter), x+leader, y, s.labels[i].says)
	}
}
