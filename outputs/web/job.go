package web

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"sync"

	"sendsim/outputs"
	"sendsim/sim"
)

// job is a run that was asked for: scenarios on the same ground, beside their
// base, which is the first of them without its levers.
type job struct {
	ground
	id     int
	base   *sim.Model
	models []*sim.Model // of the scenarios
	pasts  []outputs.Past
	stages []int // numbers of draws

	mu      sync.Mutex
	begun   bool
	watched bool
	results map[int][]byte // an Arrow stream by number of draws
}

// begin says that the run is watched; false: it was before.
func (j *job) begin() bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	first := !j.begun
	j.begun, j.watched = true, j.watched || first
	return first
}

// end says that it is watched no more.
func (j *job) end() {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.watched = false
}

func (j *job) keep(draws int, stream []byte) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.results[draws] = stream
}

// size is the bytes of its streams, and whether it is watched.
func (j *job) size() (n int, watched bool) {
	j.mu.Lock()
	defer j.mu.Unlock()
	for _, stream := range j.results {
		n += len(stream)
	}
	return n, j.watched
}

func (j *job) result(draws int) []byte {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.results[draws]
}

// jobs are the runs that were asked for, watched or read last.
type jobs struct {
	mu   sync.Mutex
	last int
	list []*job // the one used last at the end
}

// What is kept of jobs; those that were not used for longest are forgotten, but
// for those that somebody watches: who waited long for a picture finds it.
const (
	mostJobs    = 2 * (mostAtOnce + mostWaiting)
	mostStreams = 256 << 20 // bytes of their streams, beside those of the last
)

// trim forgets jobs until those that are left and their streams are within
// bounds.
func (all *jobs) trim() {
	all.mu.Lock()
	defer all.mu.Unlock()
	kept, held := 0, 0
	for i, j := range slices.Backward(all.list) {
		size, watched := j.size()
		kept, held = kept+1, held+size
		if (kept > mostJobs || held > mostStreams) && i < len(all.list)-1 && !watched {
			all.list = slices.Delete(all.list, i, i+1)
			kept, held = kept-1, held-size
		}
	}
}

func (all *jobs) add(j *job) (id int) {
	defer all.trim()
	all.mu.Lock()
	defer all.mu.Unlock()
	all.last++
	j.id = all.last
	all.list = append(all.list, j)
	return j.id
}

// left says that a job is watched no more.
func (all *jobs) left(j *job) {
	all.use(j.id)
	j.end()
}

// use finds a job and says that it is used now.
func (all *jobs) use(id int) *job {
	all.mu.Lock()
	defer all.mu.Unlock()
	i := slices.IndexFunc(all.list, func(j *job) bool { return j.id == id })
	if i < 0 {
		return nil
	}
	j := all.list[i]
	all.list = append(slices.Delete(all.list, i, i+1), j)
	return j
}

// of is the job that a request names; nil: there is none, or none that is shown
// to it.
func (all *jobs) of(r *http.Request) *job {
	id, err := strconv.Atoi(r.PathValue("id"))
	if err != nil {
		return nil
	}
	j := all.use(id)
	if j == nil || !j.shownTo(r) {
		return nil
	}
	return j
}

// opened is what is known of a run before its first draw.
type opened struct {
	ID        int      `json:"id"`
	Local     string   `json:"local"` // whose figures it is on: every request of the run says so
	Scenarios []form   `json:"scenarios"`
	Areas     []area   `json:"areas"`
	Regime    string   `json:"regime"` // title
	FirstYear int      `json:"first_year"`
	Years     int      `json:"years"`
	Stages    []int    `json:"stages"` // draws of the results to come
	Said      []string `json:"said"`   // why they are as they are
}

// area is an authority of the run, or the sum of several, with its past.
type area struct {
	Code     string          `json:"code"`
	Name     string          `json:"name"`
	Plans    []outputs.Point `json:"plans"`
	Deficits []outputs.Point `json:"deficits"`
}

// post takes scenarios to be run. They live once their events are watched.
func (s *Server) post(w http.ResponseWriter, r *http.Request) {
	g, faults := s.ground(r)
	var all []*sim.Scenario
	if len(faults) == 0 {
		all, faults = g.read(r.Body)
	}
	if len(faults) == 0 {
		faults = onSameGround(all)
	}
	if len(faults) > 0 {
		refused(w, faults...)
		return
	}
	j, said, err := s.newJob(g, all)
	if err != nil {
		refused(w, fault{Says: err.Error()})
		return
	}
	about, _ := s.About(j.base)
	o := opened{
		ID: s.jobs.add(j), Local: j.local, Scenarios: formsOf(all), Regime: about.Regime,
		FirstYear: about.FirstYear, Years: about.Years, Stages: j.stages, Said: said,
	}
	for i, a := range about.Areas {
		p := j.pasts[i].Shown()
		o.Areas = append(o.Areas, area{a.Code, about.Titled(i), p.Plans, p.Deficits})
	}
	answer(w, http.StatusCreated, o)
}

// onSameGround says which scenarios cannot be compared with the first.
func onSameGround(all []*sim.Scenario) (faults []fault) {
	base := all[0]
	for i, one := range all {
		differ := func(key string, differs bool) {
			if differs {
				faults = append(faults, fault{Scenario: i, Key: key, Says: "differs from the first scenario; scenarios side by side have authority, rates, start, years, draws and seed in common"})
			}
		}
		differ("authority", !slices.Equal(one.Areas, base.Areas))
		differ("with-rates-of", one.RatesOf != base.RatesOf)
		differ("start", one.Start != base.Start)
		differ("years", one.Years != base.Years)
		differ("draws", one.Draws != base.Draws)
		differ("seed", one.Seed != base.Seed)
	}
	return faults
}

// newJob lays scenarios on their ground.
func (s *Server) newJob(g ground, all []*sim.Scenario) (j *job, said []string, err error) {
	j = &job{ground: g, results: map[int][]byte{}}
	unmitigated := *all[0]
	unmitigated.Levers = nil
	if j.base, err = sim.NewModel(g.world, &unmitigated); err != nil {
		return nil, nil, err
	}
	if draws, areas := all[0].Draws, len(j.base.Areas); draws*areas > mostLived {
		return nil, nil, fmt.Errorf("%d draws of %d areas are more than the page holds; allowed: up to %d draws here, and any number in sendsim run", draws, areas, mostLived/areas)
	}
	for _, one := range all {
		m, err := sim.NewModel(g.world, one)
		if err != nil {
			return nil, nil, err
		}
		j.models = append(j.models, m)
	}
	_, j.pasts = s.About(j.base)
	j.stages, said = stages(all[0].Draws, plansOf(j.base))
	return j, said, nil
}

// plansOf is the number of children with a plan that a model starts with.
func plansOf(m *sim.Model) (plans int) {
	for _, a := range m.Areas[len(m.Areas)-1].Members {
		plans += a.Structure.Children()
	}
	return plans
}

// stages are the numbers of draws in which results come: few at first, so that
// a picture stands at once, then ten times as many, then all. A hundred take half
// the time of two hundred, and the luck is the same from one move of a slider to
// the next, so that what moves in the picture is what the lever does.
func stages(draws, plans int) (all []int, said []string) {
	const most, least = 100, 20 // draws of the first picture
	const quick = 5_000         // plans of an authority whose futures are as quick as they get
	first := most * quick / max(plans, quick) / least * least
	first = max(first, least)
	if first < most && first < draws {
		said = append(said, fmt.Sprintf("A large number of children: the first picture is made of %d futures, not of %d.", first, min(most, draws)))
	}
	const fold = 10
	for n := first; n < draws && n <= fold*first; n *= fold {
		all = append(all, n)
	}
	return append(all, draws), said
}
