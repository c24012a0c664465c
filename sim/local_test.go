package sim_test

import (
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"sendsim/cohorts"
	"sendsim/internal/strict"
	"sendsim/scenarios"
	"sendsim/sim"
	"sendsim/sim/finance"
)

// figures are the files of an authority's figures as they are written out.
func figures(t testing.TB, authority string) fstest.MapFS {
	t.Helper()
	world, err := opened()
	if err != nil {
		t.Fatal(err)
	}
	files, err := sim.WriteLocal(world, authority, "own.yaml")
	if err != nil {
		t.Fatal(err)
	}
	fsys := fstest.MapFS{}
	for _, f := range files {
		fsys[f.Name] = &fstest.MapFile{Data: f.Text}
	}
	return fsys
}

// change replaces a text that stands once in a file.
func change(t testing.TB, fsys fstest.MapFS, file, old, now string) {
	t.Helper()
	text := string(fsys[file].Data)
	if strings.Count(text, old) != 1 {
		t.Fatalf("%s holds %q %d times", file, old, strings.Count(text, old))
	}
	fsys[file] = &fstest.MapFile{Data: []byte(strings.Replace(text, old, now, 1))}
}

// council is a model with a council's own figures.
func council(t testing.TB, fsys fstest.MapFS) *sim.Model {
	t.Helper()
	world, err := opened()
	if err != nil {
		t.Fatal(err)
	}
	l, err := sim.ReadLocal(fsys, "own.yaml", world)
	if err != nil {
		t.Fatal(err)
	}
	with := world.With(l)
	s := sim.DefaultFor(with.Known())
	s.Years = 5
	if err := s.Check(with.Known()); err != nil {
		t.Fatal(err)
	}
	m, err := sim.NewModel(with, s)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// yaml is a file of a council's own figures with tables beside it.
func yaml(text string, tables ...string) fstest.MapFS {
	fsys := fstest.MapFS{"own.yaml": {Data: []byte("form: 1\n" + text)}}
	for i, table := range tables {
		fsys[fmt.Sprintf("%d.csv", i+1)] = &fstest.MapFile{Data: []byte(table)}
	}
	return fsys
}

// futures is the number of futures that these tests live.
const futures = 30

// published futures an authority without any figures of its council's.
func published(t *testing.T, authority string) []sim.YearEnd {
	return lived(t, model(t, func(s *sim.Scenario) { s.Years = 5 }, authority), futures, 2)
}

func TestFiguresLeftAsTheyStandChangeNothing(t *testing.T) {
	for _, authority := range []string{"stockton-on-tees", "hackney", "wiltshire", "swindon", "westmorland-and-furness"} {
		m := council(t, figures(t, authority))
		if m.Local != nil {
			t.Errorf("%s: %v is said to be the council's", authority, m.Local.Figures)
		}
		if !slices.Equal(lived(t, m, futures, 2), published(t, authority)) {
			t.Errorf("%s: other futures", authority)
		}
	}
}

// Every authority's figures are read as they are written.
func TestEveryAuthoritysFiguresAreReadBack(t *testing.T) {
	world, err := opened()
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range world.Library.Authorities {
		l, err := sim.ReadLocal(figures(t, a.Area.Key), "own.yaml", world)
		if err != nil {
			t.Errorf("%s: %v", a.Area.Name, err)
		} else if len(l.Figures) > 0 || len(l.Warnings) > 0 {
			t.Errorf("%s: %v, %v", a.Area.Name, l.Figures, l.Warnings)
		}
	}
}

// A unit cost changes not one child, in any future, and no line but its own.
func TestAUnitCostChangesNotOneChild(t *testing.T) {
	m := council(t, yaml("authority: stockton-on-tees\nunit-costs: {state-special: {all: 14000, needs: {semh: 19000}}, independent-special: {low: 60k, high: 66k}}\n"))
	with, without := lived(t, m, futures, 2), published(t, "stockton-on-tees")
	apart := false
	for i := range with {
		a, b := with[i], without[i]
		for l := range finance.NumLines {
			if own := l == finance.TopUpSpecial || l == finance.TopUpIndependentSpecial; !own && a.Account.Lines[l] != b.Account.Lines[l] {
				t.Fatalf("draw %d, %d: %s changes", a.Draw, a.Year, finance.Lines[l].Name)
			} else if own {
				apart = apart || a.Account.Lines[l] != b.Account.Lines[l]
			}
		}
		if a.Account.Grant != b.Account.Grant {
			t.Fatalf("draw %d, %d: the block changes", a.Draw, a.Year)
		}
		a.Account, b.Account = finance.Account{}, finance.Account{}
		if a != b {
			t.Fatalf("draw %d, %d: a child changes", a.Draw, a.Year)
		}
	}
	if !apart {
		t.Error("the costs change nothing")
	}
}

// A balance changes balances, and what is paid on them, alone.
func TestABalanceChangesBalancesAlone(t *testing.T) {
	m := council(t, yaml("authority: stockton-on-tees\nbalance: {at: 2024-03, net: {low: 5m, high: 7m}}\n"))
	with, without := lived(t, m, futures, 2), published(t, "stockton-on-tees")
	for i := range with {
		a, b := with[i], without[i]
		if a.Account.InYear != b.Account.InYear || a.Account.Lines != b.Account.Lines || a.Account.Grant != b.Account.Grant {
			t.Fatalf("draw %d, %d: the year's deficit changes", a.Draw, a.Year)
		}
		if a.Account.OpeningNet == b.Account.OpeningNet || a.Account.OpeningNet != a.Account.OpeningGross && a.Account.Year == 2024 {
			t.Fatalf("draw %d, %d: opens at %s net, %s gross, and at %s without", a.Draw, a.Year, a.Account.OpeningNet, a.Account.OpeningGross, b.Account.OpeningNet)
		}
		a.Account, b.Account = finance.Account{}, finance.Account{}
		if a != b {
			t.Fatalf("draw %d, %d: a child changes", a.Draw, a.Year)
		}
	}
}

// counted is the children of a state by setting and by need.
func counted(s *cohorts.State) (settings [cohorts.NumSettings]int, needs [cohorts.NumNeeds]int) {
	s.EachCell(func(c cohorts.Cell, n int32) {
		settings[c.Setting] += int(n)
		needs[c.Need] += int(n)
	})
	return settings, needs
}

// A caseload by setting and by need is the start of every future to the child,
// and changes neither a price nor the opening balance nor the block.
func TestACaseloadIsTheStartOfEveryFuture(t *testing.T) {
	m := council(t, yaml("authority: stockton-on-tees\ncaseload: {census: 2024-01, tables: [1.csv, 2.csv]}\n",
		"setting,children\nmainstream,1010\nresourced-provision,120\nstate-special,650\nindependent-special,91\nfurther-education,170\nhome-educated,9\n",
		"need,children\nasd,700\nsemh,500\nslcn,400\nmld,200\nsld,150\npd,100\n"))
	plain := model(t, func(s *sim.Scenario) { s.Years = 5 }, "stockton-on-tees")
	for draw := range futures {
		told, was := m.Tell(draw)[0], plain.Tell(draw)[0]
		settings, needs := counted(&told.Start)
		for at, want := range map[cohorts.Setting]int{
			cohorts.MainstreamSchool: 1010, cohorts.ResourcedProvision: 120, cohorts.StateSpecial: 650, cohorts.IndependentSpecial: 91,
			cohorts.FurtherEducation: 170, cohorts.HomeEducated: 9, cohorts.EarlyYearsSetting: 0, cohorts.NotPlaced: 0,
		} {
			if settings[at] != want {
				t.Errorf("draw %d: %d in %s, want %d", draw, settings[at], at, want)
			}
		}
		for of, want := range map[cohorts.Need]int{cohorts.ASD: 700, cohorts.SEMH: 500, cohorts.SLCN: 400, cohorts.MLD: 200, cohorts.SLD: 150, cohorts.PD: 100, cohorts.VI: 0} {
			if needs[of] != want {
				t.Errorf("draw %d: %d with %s, want %d", draw, needs[of], of, want)
			}
		}
		for y := range told.Years {
			a, b := &told.Years[y].Account, &was.Years[y].Account
			if told.Unit[y] != was.Unit[y] || a.Grant != b.Grant || y == 0 && a.OpeningNet != b.OpeningNet {
				t.Errorf("draw %d, year %d: a price, the block or the balance changes", draw, y)
			}
		}
	}
}

// mean is the mean of a figure of the first year's terms over futures.
func mean(m *sim.Model, draws int, of func(*sim.Story) float64) float64 {
	sum := 0.0
	for draw := range draws {
		sum += of(&m.Tell(draw)[0])
	}
	return sum / float64(draws)
}

// firstYear sums a flow over the first calendar year.
func firstYear(of func(*cohorts.Flows) int32) func(*sim.Story) float64 {
	return func(s *sim.Story) (sum float64) {
		for i := range s.Terms[:cohorts.NumParts] {
			sum += float64(of(&s.Terms[i].Flows))
		}
		return sum
	}
}

// With a quarter more requests in the last year there are about a quarter more
// in the first, and as many new plans.
func TestRequestsChangeRequestsAndNotPlans(t *testing.T) {
	m := council(t, yaml("authority: stockton-on-tees\nrequests: {2023: 690}\n")) // published: 552
	plain := model(t, func(s *sim.Scenario) { s.Years = 1 }, "stockton-on-tees")
	const draws = 300
	asked := firstYear(func(f *cohorts.Flows) int32 { return f.Requests })
	issued := firstYear(func(f *cohorts.Flows) int32 { return f.Issued })
	if r := mean(m, draws, asked) / mean(plain, draws, asked); math.Abs(r-1.25) > .06 {
		t.Errorf("requests are %.3f times as many", r)
	}
	if r := mean(m, draws, issued) / mean(plain, draws, issued); math.Abs(r-1) > .02 {
		t.Errorf("new plans are %.3f times as many", r)
	}
}

// The children of every age group follow a projection, in which 4 % more are
// born each year, to within 2 % in the mean of the futures.
func TestThePopulationFollowsAProjection(t *testing.T) {
	var b strings.Builder
	b.WriteString("Area Code,Area Name,Sex,Age,Year,Value\n")
	at := func(year, age int) float64 { // grows at every age, most of all at 18 and 19
		n := 2400.0
		for a := 1; a <= age; a++ {
			n *= 1.004
			if a == 18 || a == 19 {
				n *= 1.03
			}
		}
		return n * math.Pow(1.04, float64(year-age-2024))
	}
	for year := 2023; year <= 2034; year++ {
		for age := range 91 {
			for i, sex := range []string{"females", "males"} {
				fmt.Fprintf(&b, "E06000004,Stockton-on-Tees,%s,%d,%d,%.3f\n", sex, age, year, at(year, min(age, 25))*[]float64{.49, .51}[i])
			}
		}
		fmt.Fprintf(&b, "E06000005,Darlington,females,7,%d,1000\n", year)
	}
	m := council(t, yaml("authority: stockton-on-tees\npopulation: {projection: 1.csv}\n", b.String()))
	const draws = 60
	var people [5][cohorts.NumBands]float64
	for draw := range draws {
		for y, end := range m.Tell(draw)[0].Years {
			for band, n := range end.Population {
				people[y][band] += float64(n) / draws
			}
		}
	}
	for y := range people {
		for _, band := range cohorts.Bands() {
			want := 0.0
			for age := range cohorts.NumAges {
				if cohorts.BandOf(cohorts.Age(age)) == band {
					want += at(2024+y, age)
				}
			}
			if have := people[y][band]; math.Abs(have/want-1) > .02 {
				t.Errorf("%d children of %s in mid-%d, and the projection has %.0f", int(have), band, 2024+y, want)
			}
		}
	}
}

// A later census moves the whole run: its first year, its balance, its start.
func TestALaterCensusMovesTheRun(t *testing.T) {
	m := council(t, yaml("authority: stockton-on-tees\ncaseload: {census: 2026-01, total: 2700}\nnew-plans: {2024: 380, 2025: 410}\nbalance: {at: 2026-03, net: 15m}\nblocks: {2025-26: 44m}\n"))
	if m.Scenario.Start != 2026 || m.Scenario.First() != cohorts.AfterCensus(2026) {
		t.Fatalf("starts in %d", m.Scenario.Start)
	}
	for draw := range futures {
		told := m.Tell(draw)[0]
		if told.Start.Plans() != 2700 || told.Years[0].Year != 2026 || told.Years[0].Account.OpeningNet != 15_000_000 {
			t.Fatalf("draw %d: %d plans, then %d from %s", draw, told.Start.Plans(), told.Years[0].Year, told.Years[0].Account.OpeningNet)
		}
		if told.Years[0].Account.Grant != 44_000_000 { // held in 2026-27, as announced
			t.Errorf("draw %d: a block of %s", draw, told.Years[0].Account.Grant)
		}
	}
}

func TestFiguresOfAnAuthorityThatIsNotInTheRunAreRefused(t *testing.T) {
	world, err := opened()
	if err != nil {
		t.Fatal(err)
	}
	l, err := sim.ReadLocal(yaml("authority: rutland\nreserves: 3m\n"), "own.yaml", world)
	if err != nil {
		t.Fatal(err)
	}
	known := world.With(l).Known()
	_, err = sim.LoadScenario(fstest.MapFS{"s.yaml": {Data: []byte("authority: kent\nlocal: own.yaml\n")}}, "s.yaml", func(string) (sim.Known, error) { return known, nil })
	var faults strict.Faults
	if !errors.As(err, &faults) || faults[0].Line != 2 || !strings.Contains(err.Error(), "rutland") {
		t.Errorf("said %v", err)
	}
	s := sim.DefaultFor(known)
	s.Areas = []string{"region:east-midlands"}
	if err := s.Check(known); err != nil {
		t.Errorf("in a region with it: %v", err)
	}
	if l, err = sim.ReadLocal(yaml("authority: rutland\ncaseload: {census: 2026-01, total: 340}\nbalance: {at: 2026-03, net: 1m}\n"), "own.yaml", world); err != nil {
		t.Fatal(err)
	}
	s.Start = 2026
	if err := s.Check(world.With(l).Known()); err == nil || !strings.Contains(err.Error(), "later census") {
		t.Errorf("from a later census, in a region: %v", err)
	}
}

// A file that was filled in from other published figures says so: what stands
// in it as it was written may differ from what is published now.
func TestAFileFilledFromOtherFiguresIsWarnedOf(t *testing.T) {
	world, err := opened()
	if err != nil {
		t.Fatal(err)
	}
	l, err := sim.ReadLocal(yaml("authority: rutland\nfilled-from: 0123456789ab\n"), "own.yaml", world)
	if err != nil || len(l.Warnings) != 1 || !strings.Contains(l.Warnings[0], "other published figures") {
		t.Errorf("%v, %v", l.Warnings, err)
	}
}

// The figures of councils that ship are from published papers, which the comment
// that opens each file names, and are read.
func TestFiguresOfACouncilThatShipNameTheirPaper(t *testing.T) {
	files, err := fs.Glob(scenarios.FS, "figures/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("%v: %v", files, err)
	}
	references, err := os.ReadFile("../docs/references.md")
	if err != nil {
		t.Fatal(err)
	}
	tag := regexp.MustCompile(`\[[A-Z0-9-]+\]`)
	for _, file := range files {
		text, err := fs.ReadFile(scenarios.FS, file)
		if err != nil {
			t.Fatal(err)
		}
		opening, _, _ := strings.Cut(string(text), "form:")
		source := tag.FindString(opening)
		if source == "" || !strings.Contains(string(references), "| "+source+" |") {
			t.Errorf("%s names %q, which is not in docs/references.md", file, source)
		}
		world, err := opened()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := sim.ReadLocal(scenarios.FS, file, world); err != nil {
			t.Errorf("%s: %v", file, err)
		}
	}
}

// FuzzReadLocal says that no file and no table make the reader fall over, and
// that what is read can be lived.
func FuzzReadLocal(f *testing.F) {
	f.Add("authority: rutland\ncaseload: {census: 2024-01, tables: [1.csv]}\n", "setting,need,age,children\nmainstream,asd,7,12\n")
	f.Add("authority: rutland\ncaseload: {census: 2026-01, tables: [1.csv], total: 12}\nbalance: {at: 2026-03, net: -1m}\n", "age,children\n5-10,12\nall,12\n")
	f.Add("authority: rutland\npopulation: {table: 1.csv}\nplaces: {state-special: {now: {low: 1, high: 3}, openings: [{from: 2025-autumn, places: 4}]}}\n", "age,children\n0,1\n")
	f.Add("authority: rutland\npopulation: {projection: 1.csv}\nnew-plans: {2023: 1}\nrequests: {2023: 100000}\nwaiting: 9\n", "area_code,age,year,value\nE06000017,0,2024,1\n")
	f.Add("authority: rutland\nunit-costs: {mainstream: {all: 1, needs: {asd: {low: 0, high: 9k}}}}\nblocks: {2030-31: 1}\nlines: {services: 0}\nreserves: 0\n", "\xff\xfe")
	world, err := opened()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text, table string) {
		l, err := sim.ReadLocal(yaml(text, table), "own.yaml", world)
		var faults strict.Faults
		if err != nil && errors.As(err, &faults) {
			for _, fault := range faults {
				if fault.Line < 1 || fault.Column < 1 || fault.Says == "" {
					t.Fatalf("a fault without a place: %+v", fault)
				}
			}
			return
		}
		if err != nil {
			return // cannot be lived, and says so
		}
		with := world.With(l)
		s := sim.DefaultFor(with.Known())
		s.Years = 1
		m, err := sim.NewModel(with, s)
		if err != nil {
			t.Fatal(err)
		}
		m.Tell(0)
	})
}

// A file in which only the census was changed would start a run two years late
// with the children of the published one.
func TestALaterCensusNeedsItsChildren(t *testing.T) {
	world, err := opened()
	if err != nil {
		t.Fatal(err)
	}
	fsys := figures(t, "rutland")
	change(t, fsys, "own.yaml", "census: 2024-01", "census: 2026-01")
	change(t, fsys, "own.yaml", "at: 2024-03", "at: 2026-03")
	_, err = sim.ReadLocal(fsys, "own.yaml", world)
	if err == nil || !strings.Contains(err.Error(), "are those published for January 2024") {
		t.Errorf("said %v", err)
	}
}
