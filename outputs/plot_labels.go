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
	end := s.fan[len(s.fan)-1]
	for _, b := range bands {
		s.labels = append(s.labels, fmt.Sprintf("%s: %s to %s", b.says, s.said(end.at(b.low)), s.said(end.at(b.high))))
	}
	s.labels = append(s.labels, "median "+s.said(end.at(Median)))
	if n := len(s.level); n > 0 {
		s.labels = append(s.labels, "threshold "+s.said(s.level[n-1].Value))
	}
	widest = 0
	for _, l := range s.labels {
		widest = max(widest, bold(labelText).Width(l))
	}
	s.right = chartWidth - margin*0.6 - widest - leader
}

// leader is the length of the lines that lead to the labels at the right.
const leader = 18

// said is a figure as the labels say it: rounded as befits the fan's width.
func (s *sheet) said(v float64) string {
	const finer = 10
	end := s.fan[len(s.fan)-1]
	return s.say(nearest(v, max(s.least, roundTo(end.at(90)-end.at(10), s.least)/finer)))
}

// end is a label at the right end of the chart.
type end struct {
	place vg.Length
	says  string
	style text.Style
}

// ends writes what the fan comes to at its right end: the median, the bands
// beside their upper edges, the threshold.
func (s *sheet) ends() {
	strong := bold(labelText)
	strong.Color = s.ink.line
	last := s.fan[len(s.fan)-1]
	list := []end{{s.py(last.at(Median)), s.labels[len(bands)], strong}}
	for i := len(bands) - 1; i >= 0; i-- {
		list = append(list, end{s.py(last.at(bands[i].high)), s.labels[i], labelText})
	}
	if n := len(s.level); n > 0 {
		list = append(list, end{s.py(s.level[n-1].Value), s.labels[len(bands)+1], axisText})
	}
	slices.SortStableFunc(list, func(a, b end) int { return cmp.Compare(a.place, b.place) })
	places := make([]float64, len(list))
	for i, e := range list {
		places[i] = float64(e.place)
	}
	const gap = 13
	x := s.px(s.x.high)
	for i, y := range apart(places, gap, float64(s.bottom), float64(s.top)+gap) {
		y := vg.Length(y)
		s.c.StrokeLines(stroke(middle, 0.7), []vg.Point{
			{X: x + 2, Y: list[i].place},
			{X: x + 8, Y: y},
			{X: x + leader - 4, Y: y},
		})
		write(s.c, aligned(list[i].style, text.XLeft, text.YCenter), x+leader, y, list[i].says)
	}
}
