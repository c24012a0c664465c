package local

import (
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"

	"sendsim/cohorts"
)

// A table of fractions is rounded to its margins, and no number moves by one
// or more where the fractions have the margins.
func TestRoundingMeetsEveryMargin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		height, width := rapid.IntRange(1, 6).Draw(t, "rows"), rapid.IntRange(1, 6).Draw(t, "columns")
		n := make([][]int, height) // a table of whole numbers has margins that can be met
		rows, columns := make([]int, height), make([]int, width)
		x := make([][]float64, height)
		for i := range n {
			x[i] = make([]float64, width)
			for j := range width {
				k := rapid.IntRange(0, 9).Draw(t, "n")
				rows[i] += k
				columns[j] += k
				x[i][j] = rapid.Float64Range(0, 12).Draw(t, "x")
				if rapid.IntRange(0, 5).Draw(t, "empty") == 0 {
					x[i][j] = 0
				}
			}
		}
		got := whole(x, rows, columns)
		for i := range got {
			for j, k := range got[i] {
				if k < 0 {
					t.Fatalf("cell %d, %d holds %d", i, j, k)
				}
				rows[i] -= k
				columns[j] -= k
			}
		}
		for _, left := range append(rows, columns...) {
			if left != 0 {
				t.Fatalf("margins are missed by %v and %v", rows, columns)
			}
		}
	})
}

// Worked sum: 1.5 and 0.5, 0.5 and 1.5 with margins of 2 and 2 are 2 and 0, 0
// and 2: the first of equal remainders goes up, and the margins do the rest.
func TestRoundingIsByLargestRemainder(t *testing.T) {
	got := whole([][]float64{{1.5, .5}, {.5, 1.5}}, []int{2, 2}, []int{2, 2})
	if got[0][0] != 2 || got[0][1] != 0 || got[1][0] != 0 || got[1][1] != 2 {
		t.Errorf("rounded to %v", got)
	}
	got = whole([][]float64{{1.2, .8}, {.8, 1.2}}, []int{2, 2}, []int{2, 2})
	if got[0][0] != 1 || got[0][1] != 1 || got[1][0] != 1 || got[1][1] != 1 {
		t.Errorf("rounded to %v", got)
	}
}

// shippedPlans is a small table of plans.
func shippedPlans() *Plans {
	p := &Plans{}
	for a := 4; a <= 15; a++ {
		p[cohorts.MainstreamSchool][cohorts.ASD][a] = 9
		p[cohorts.MainstreamSchool][cohorts.SLCN][a] = 7
		p[cohorts.StateSpecial][cohorts.ASD][a] = 5
		p[cohorts.StateSpecial][cohorts.SLD][a] = 3
		p[cohorts.IndependentSpecial][cohorts.SEMH][a] = 2
	}
	for a := 16; a <= 22; a++ {
		p[cohorts.FurtherEducation][cohorts.MLD][a] = 6
		p[cohorts.NotPlaced][cohorts.SEMH][a] = 1
	}
	return p
}

// table reads a table that is sound.
func table(t testing.TB, text string) *margin {
	t.Helper()
	m, faults, err := readMargin(fstest.MapFS{"t.csv": {Data: []byte(text)}}, ".", "t.csv")
	if err != nil || len(faults) > 0 {
		t.Fatal(err, faults)
	}
	return m
}

// met fails the test unless every cell of a table comes out to the child.
func met(t *testing.T, plans *Plans, m *margin) {
	t.Helper()
	have := map[key]int{}
	for s := range plans {
		for n := range plans[s] {
			for a, children := range plans[s][n] {
				g := 0
				if m.on[byAge] {
					for g = range m.groups {
						if m.groups[g].From <= cohorts.Age(a) && cohorts.Age(a) <= m.groups[g].To {
							break
						}
					}
				}
				if children < 0 {
					t.Fatalf("%d children", children)
				}
				have[m.cell(key{g, n, s})] += int(children)
			}
		}
	}
	for k, n := range m.cells {
		if have[k] != n {
			t.Errorf("%s: %v holds %d children, and the table says %d", m.axes(), k, have[k], n)
		}
		delete(have, k)
	}
	for k, n := range have {
		if n != 0 {
			t.Errorf("%s: %v holds %d children, and the table has none there", m.axes(), k, n)
		}
	}
}

func TestEveryTableIsMetToTheChild(t *testing.T) {
	const (
		settings = "setting,children\nmainstream,211\nstate-special,103\nindependent-special,41\nfurther-education,47\nhome-educated,6\n"
		needs    = "need,children\nasd,190\nslcn,88\nsld,31\nsemh,55\nmld,39\nvi,5\n"
		bands    = "age,children\nunder 5,20\n5-10,160\n11-15,170\n16-19,40\n20-25,18\n"
	)
	for name, texts := range map[string][]string{
		"settings":            {settings},
		"settings, needs":     {settings, needs},
		"all three":           {settings, needs, bands},
		"age by setting":      {"age,setting,children\n4,mainstream,31\n5-10,mainstream,101\n11-15,mainstream,70\n11-15,state-special,80\n20-25,further-education,19\n"},
		"two of two":          {"age,setting,children\n5-10,mainstream,100\n11-15,mainstream,71\n11-15,state-special,80\n", "setting,need,children\nmainstream,asd,90\nmainstream,hi,81\nstate-special,sld,33\nstate-special,asd,47\n"},
		"age by need, places": {"age,need,children\n7,asd,61\n8,asd,2\n17,mld,30\n", "setting,children\nmainstream,50\nindependent-special,18\nfurther-education,25\n"},
	} {
		t.Run(name, func(t *testing.T) {
			var tables []*margin
			total := 0
			for _, text := range texts {
				tables = append(tables, table(t, text))
				total = tables[0].total
			}
			plans := fill(shippedPlans(), tables, total)
			for _, m := range tables {
				met(t, plans, m)
			}
		})
	}
}

func TestATotalAloneKeepsTheShapeOfThePublishedTable(t *testing.T) {
	shipped := shippedPlans()
	plans := fill(shipped, nil, 717)
	total, was := 0, 0
	for s := range plans {
		for n := range plans[s] {
			for a, children := range plans[s][n] {
				total += int(children)
				was += int(shipped[s][n][a])
			}
		}
	}
	if total != 717 {
		t.Errorf("%d children", total)
	}
	part := float64(717) / float64(was)
	if got, want := float64(plans[cohorts.MainstreamSchool][cohorts.ASD][9]), 9*part; got < want-1 || got > want+1 {
		t.Errorf("%v children where %v would be in proportion", got, want)
	}
}

func TestAWholeTableIsTakenAsItIs(t *testing.T) {
	m := table(t, "setting,need,age,children\nmainstream,asd,7,12\nMainstream - academy,asd,7,3\nstate-special,Severe learning difficulty,9,4\nhome-educated,vi,25,1\n")
	plans := fill(shippedPlans(), []*margin{m}, m.total)
	want := &Plans{}
	want[cohorts.MainstreamSchool][cohorts.ASD][7] = 15
	want[cohorts.StateSpecial][cohorts.SLD][9] = 4
	want[cohorts.HomeEducated][cohorts.VI][25] = 1
	if *plans != *want {
		t.Error("the table is not the one that was given")
	}
}

// Ten children whose need is not recorded are put where the other ninety are:
// 60 and 30 become 66.7 and 33.3, by largest remainder 67 and 33.
func TestTheUnrecordedAreWhereTheOthersAre(t *testing.T) {
	m := table(t, "need,children\nasd,60\nslcn,30\nunknown,10\ntotal,100\n")
	if m.cells[key{0, int(cohorts.ASD), 0}] != 67 || m.cells[key{0, int(cohorts.SLCN), 0}] != 33 || m.total != 100 || m.unrecorded != 10 {
		t.Errorf("%v, %d in all, %d unrecorded", m.cells, m.total, m.unrecorded)
	}
}
