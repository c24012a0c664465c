package outputs_test

import (
	"bytes"
	_ "embed"
	"fmt"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"
	"text/template"

	"sendsim/calibration"
	"sendsim/calibration/evidence"
	"sendsim/cohorts"
	"sendsim/internal/golden"
	"sendsim/outputs"
	"sendsim/sim"
	"sendsim/sim/finance"
)

//go:embed testdata/first-look.md.tmpl
var firstLookText string

//go:generate env FIRST_LOOK=1 UPDATE_GOLDEN=1 go test -count=1 -run ^TestFirstLook$ .

// The page docs/evidence/first-look.md holds ten authorities against their own
// past: its figures are made here, its sentences in testdata/first-look.md.tmpl
// by a reader, who must read them again when the figures move.
func TestFirstLook(t *testing.T) {
	if os.Getenv("FIRST_LOOK") != "1" {
		t.Skip("20,000 futures of authorities and 200 of England are lived for this page: go generate sets FIRST_LOOK=1")
	}
	tables := template.FuncMap{
		"plans": plansTable, "money": moneyTable, "mix": (*look).mixTable, "spend": (*look).spendTable, "england": englandTable, "history": historyTable, "full": (*look).full, "few": fewTells,
	}
	page, err := template.New("page").Funcs(tables).Parse(firstLookText)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := page.Execute(&out, looksOf(t)); err != nil {
		t.Fatal(err)
	}
	golden.File(t, "../docs/evidence/first-look.md", out.Bytes())
}

// What is looked at: as by sendsim run --authority NAME --draws 2000 --years 3,
// and England with fewer futures.
const (
	lookDraws    = 2000
	englandDraws = 200
	lookFirst    = 2024
	lookYears    = 3
)

var lookedAt = []string{
	"stockton-on-tees", "wiltshire", "solihull", "leicestershire", "kent",
	"rutland", "birmingham", "newham", "leeds", "bracknell-forest",
}

// looks is the ten, and England; of every authority, its past alone.
type looks struct {
	Ten     []*look
	England *look
	Every   []*look
}

// Of is one of the ten by its name.
func (l looks) Of(name string) (*look, error) {
	i := slices.IndexFunc(l.Ten, func(l *look) bool { return l.name == name })
	if i < 0 {
		return nil, fmt.Errorf("%q was not looked at", name)
	}
	return l.Ten[i], nil
}

// look is what was published of an area, and what its futures say.
type look struct {
	name      string
	past      *evidence.File
	structure *finance.Structure
	base      finance.Base       // 2023-24 as the model reads it
	start     ended              // plans from which it starts
	ends      [lookYears][]ended // by draw
}

// ended is what is kept of a year-end.
type ended struct {
	plans, places [cohorts.NumSettings]int32
	account       finance.Account
}

// Year keeps a year-end, whose draw is its place.
func (l *look) Year(y *sim.YearEnd) {
	end := &l.ends[y.Year-lookFirst][y.Draw]
	end.account, end.places = y.Account, y.Places
	for s := range end.plans {
		end.plans[s] = y.Census.In(cohorts.Setting(s))
	}
}

// Close has nothing to do.
func (l *look) Close() error { return nil }

func looksOf(t *testing.T) (all looks) {
	t.Helper()
	ships, err := calibration.OpenShipped()
	if err != nil {
		t.Fatal(err)
	}
	lib, err := ships.Library()
	if err != nil {
		t.Fatal(err)
	}
	world, err := sim.NewWorld(lib)
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range lookedAt {
		l := lived(t, world, key, lookDraws)
		all.Ten = append(all.Ten, l)
	}
	all.England = lived(t, world, "england", englandDraws)
	all.England.past = lib.England.Evidence
	for _, a := range lib.Authorities {
		all.Every = append(all.Every, &look{name: a.Area.Name, past: a.Evidence})
	}
	return all
}

// lived runs the baseline of an area.
func lived(t *testing.T, world *sim.World, key string, draws int) *look {
	t.Helper()
	s := sim.Default()
	s.Areas, s.Draws, s.Years = []string{key}, draws, lookYears
	m, err := sim.NewModel(world, s)
	if err != nil {
		t.Fatal(err)
	}
	area := m.Areas[0]
	l := &look{name: area.Name, past: area.Members[0].Evidence, structure: area.Money[0]}
	l.base = world.Nation.Base(l.structure)
	for _, a := range area.Members {
		for s := range a.Structure.Plans {
			for _, need := range a.Structure.Plans[s] {
				for _, n := range need {
					l.start.plans[s] += int32(n)
				}
			}
		}
	}
	for y := range l.ends {
		l.ends[y] = make([]ended, draws)
	}
	if err := sim.Run(t.Context(), m, draws, runtime.NumCPU(), func(int) (sim.Sink, error) { return l, nil }); err != nil {
		t.Fatal(err)
	}
	return l
}

// at is a quantile of a figure in a financial year.
func (l *look) at(level outputs.Level, year int, figure func(*ended) float64) float64 {
	var all []float64
	for i := range l.ends[year-lookFirst] {
		all = append(all, figure(&l.ends[year-lookFirst][i]))
	}
	slices.Sort(all)
	return all[level.Rank(len(all))-1]
}

// fan is P10, P50 and P90 of a figure in a financial year.
func (l *look) fan(year int, figure func(*ended) float64, say func(float64) string) string {
	var said []string
	for _, level := range []outputs.Level{10, outputs.Median, 90} {
		said = append(said, say(l.at(level, year, figure)))
	}
	return strings.Join(said, " / ")
}
