package evidence

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
)

// partsApart is how far a total may be from the sum of its ages before it is
// rejected: a total of 2022's new plans was that of the whole region for each
// of its 15 authorities, while no sound total is 1 % from its parts.
const partsApart = 0.05

// mended begins the note of a row that was put right.
const mended = "mended: "

// mending is what is warned of a row that was put right.
func (r *Row) mending() (said string, ok bool) {
	how, ok := strings.CutPrefix(r.Note, mended)
	if !ok {
		return "", false
	}
	return fmt.Sprintf("%s: %s", r.cell(), how), true
}

// mend puts right totals that contradict their own ages: where every age was
// published and their sum is more than partsApart away, the sum is taken. The
// rows say so.
func (in *release) mend() {
	for _, code := range in.into.codes() {
		sheet := in.into[code]
		for at, sum := range agesSum(sheet) {
			total, ok := sheet[cell{at.series, at.year, AllAges, ""}]
			if !ok || in.partial[code][at] > 0 || sum == 0 || math.Abs(total.Value-sum) <= partsApart*sum {
				continue
			}
			total.Note = fmt.Sprintf(mended+"published as %.0f, but its ages sum to %.0f", total.Value, sum)
			for _, region := range slices.Sorted(maps.Keys(in.regions)) {
				if in.regions[region][at] == total.Value {
					total.Note += fmt.Sprintf("; it is the total of %s", region)
				}
			}
			total.Value = sum
			sheet[total.cell()] = total
			in.report.Mended = append(in.report.Mended, Mended{code, total})
		}
	}
}

// agesSum sums the ages of every series that is published by single age (with
// the ages that are grouped or not known).
func agesSum(s sheet) map[span]float64 {
	sums := map[span]float64{}
	for c, r := range s {
		single := c.ages.From == c.ages.To || c.ages == UpTo2 || c.ages == From20 || c.ages == AgeUnknown
		if single && c.of == "" && c.series != PlansByStartAge && c.series != Population && !r.rate() {
			sums[span{c.series, c.year}] += r.Value
		}
	}
	return sums
}
