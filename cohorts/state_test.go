package cohorts_test

import (
	"testing"

	"pgregory.net/rapid"

	"sendsim/cohorts"
	"sendsim/cohorts/steptest"
)

// Children are put into cells and taken out of them; a plain map keeps count.
func TestAStateCountsWhatIsPutIntoIt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var s cohorts.State
		kept := map[cohorts.Cell]int32{}
		for range rapid.IntRange(0, 40).Draw(t, "puts") {
			c := cohorts.Cell{
				Age:     cohorts.Age(rapid.SampledFrom([]int{0, 1, 24, 25}).Draw(t, "age")),
				Need:    rapid.SampledFrom([]cohorts.Need{cohorts.ASD, cohorts.VI}).Draw(t, "need"),
				Setting: rapid.SampledFrom([]cohorts.Setting{0, 4, 12}).Draw(t, "setting"),
			}
			n := rapid.Int32Range(-kept[c], 20).Draw(t, "n")
			s.Put(c, n)
			kept[c] += n
		}
		if err := steptest.Sound(&s); err != nil {
			t.Fatal(err)
		}
		total, visited := int32(0), map[cohorts.Cell]int32{}
		s.EachCell(func(c cohorts.Cell, n int32) { visited[c] = n })
		for c, n := range kept {
			total += n
			if s.Cell(c) != n || visited[c] != n {
				t.Fatalf("%+v holds %d, is visited with %d, expected %d", c, s.Cell(c), visited[c], n)
			}
		}
		if s.Plans() != total || s.Population() != int64(total) {
			t.Fatalf("%d plans in a population of %d, expected %d", s.Plans(), s.Population(), total)
		}
	})
}

// Every standing counts once; a dispute about a placement is no child.
func TestThePopulationIsEveryStandingOnce(t *testing.T) {
	var s cohorts.State
	for i, of := range []*cohorts.ByAge{
		&s.Without, &s.Support, &s.Requested, &s.Assessing[0], &s.Assessing[1],
		&s.Disputing[cohorts.AgainstRefusal], &s.Disputing[cohorts.AgainstNoPlan], &s.Disputing[cohorts.AgainstPlacement],
	} {
		of[7] = 1 << i
		of[25] = 1 << (10 + i)
	}
	s.Put(cohorts.Cell{Age: 7, Need: cohorts.PD, Setting: mainstream}, 1<<20)
	if s.Children()[7] != 127+1<<20 || s.Children()[25] != 127<<10 || s.Children()[8] != 0 || s.Population() != 127+127<<10+1<<20 {
		t.Errorf("%d at 7, %d at 25, %d in all", s.Children()[7], s.Children()[25], s.Population())
	}
}

func TestFreePlacesAreNeverLessThanNone(t *testing.T) {
	var s cohorts.State
	s.Places[special] = 10
	for _, n := range []int32{0, 9, 10, 11} {
		s.Put(cohorts.Cell{Age: 7, Need: cohorts.PD, Setting: special}, n-s.In(special))
		if want := max(0, 10-n); s.Free(special) != want {
			t.Errorf("%d children leave %d of 10 places", n, s.Free(special))
		}
	}
}

// Any authority, any factors, three years: the account closes every term.
func TestAnyAuthorityKeepsItsAccountForYears(t *testing.T) {
	scratch := cohorts.NewScratch()
	rapid.Check(t, func(t *rapid.T) {
		w := steptest.Drawn(t)
		s, before := *w.S, cohorts.State{}
		scratch.Begin(w.P)
		for range steptest.Terms {
			before = s
			var f cohorts.Flows
			scratch.Advance(&s, &w.F, 11, &f)
			if err := steptest.Sound(&s); err != nil {
				t.Fatal(err)
			}
			if err := steptest.Account(&before, &s, &f); err != nil {
				t.Fatal(err)
			}
			if err := steptest.Admitted(&before, &s); err != nil {
				t.Fatal(err)
			}
			if s.Term != before.Term.Next() {
				t.Fatalf("%v is followed by %v", before.Term, s.Term)
			}
		}
	})
}
