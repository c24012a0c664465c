package trials

import (
	"fmt"
	"math"

	"sendsim/calibration"
	"sendsim/calibration/evidence"
	"sendsim/internal/rng"
)

// MostHorizons is the longest horizon that is scored, in years.
const MostHorizons = 5

// A Trial is a back-test: every forecaster at every origin, scored as far as
// figures have come.
type Trial struct {
	Set         *evidence.Set // whole
	Forecasters []Forecaster  // the first is the one that the scorecard is about
	First, Last int           // origins, January censuses
	Nearest     int           // first horizon that is scored, from 1
	Horizons    int           // last horizon, at most MostHorizons
	Draws       int
	Seed        uint64
	// Scored are the codes of the authorities that are scored; all where empty.
	// Forecasters see every one all the same.
	Scored []string
	// WithWhole has the whole simulator tried beside the standard trial: minutes.
	WithWhole bool
	// Keep, if set, is given every answer, to be stored or scored again.
	Keep func(forecaster string, q Question, a Answer)
	// Told, if set, is told of each answer when it is scored; an error ends the
	// trial.
	Told func(forecaster string, origin int) error
}

// Published is the name of the forecaster that the scorecard is about.
func (t *Trial) Published() string { return t.Forecasters[0].Name() }

// England is the place of the sum of the authorities in a Case.
const England = -1

// A Case is one forecast of one figure, with its score.
type Case struct {
	Forecaster string
	Target     Target
	Authority  int // place in the panel; England for the sum of all
	Origin     int
	Horizon    int
	Base       float64 // the figure at the origin
	Came       float64
	Score
}

// Run asks and scores. Cases are in the order of origins, forecasters, targets,
// authorities (England last) and horizons.
func (t *Trial) Run() ([]Case, error) {
	if t.Nearest < 1 || t.Horizons < t.Nearest || t.Horizons > MostHorizons || t.Draws < 2 || t.Last < t.First {
		return nil, fmt.Errorf("a back-test has horizons from 1 to %d, two draws or more, and origins in order; not %d to %d, %d, %d to %d",
			MostHorizons, t.Nearest, t.Horizons, t.Draws, t.First, t.Last)
	}
	scored := map[string]bool{}
	for _, code := range t.Scored {
		scored[code] = true
	}
	truth := t.Set.AtConstantGeography().Authorities
	var cases []Case
	for origin := t.First; origin <= t.Last; origin++ {
		panel, err := calibration.NewPanel(t.Set, origin)
		if err != nil {
			return nil, err
		}
		q := Question{Panel: panel, Horizons: t.Horizons, Draws: t.Draws, Seed: t.Seed}
		for _, f := range t.Forecasters {
			answer, err := f.Answer(q)
			if err != nil {
				return nil, fmt.Errorf("%s, origin %d: %w", f.Name(), origin, err)
			}
			if t.Keep != nil {
				t.Keep(f.Name(), q, answer)
			}
			for target, futures := range answer {
				cases = append(cases, t.score(f.Name(), Target(target), futures, q, truth, scored)...)
			}
			if t.Told != nil {
				if err := t.Told(f.Name(), origin); err != nil {
					return nil, err
				}
			}
		}
	}
	return cases, nil
}

// score scores the futures of one target, authority by authority and then the
// sum of those whose figure came.
func (t *Trial) score(name string, target Target, futures Futures, q Question, truth []*evidence.File, scored map[string]bool) []Case {
	var cases []Case
	if futures == nil {
		return nil
	}
	luck := rng.Seed(t.Seed).At(rng.Name("pit")).Nth(uint64(q.Panel.Origin)).At(rng.Name(name)).At(rng.Name(target.String()))
	sums := make([][]float64, q.Horizons)
	all := make([]Case, q.Horizons)
	for i, f := range truth {
		base, ok := target.base(q.Panel.Areas[i], q.Panel.Origin)
		if !ok || base == 0 && target != Balance || futures[i] == nil || len(scored) > 0 && !scored[f.Area.Code] {
			continue
		}
		for h := t.Nearest - 1; h < q.Horizons; h++ {
			came, ok := target.At(f, q.Panel.Origin+h+1)
			if !ok {
				continue
			}
			all[h].Came += came
			all[h].Base += base
			if sums[h] == nil {
				sums[h] = make([]float64, q.Draws)
			}
			for k, v := range futures[i][h] {
				sums[h][k] += v
			}
			c := Case{Forecaster: name, Target: target, Authority: i, Origin: q.Panel.Origin, Horizon: h + 1, Base: base, Came: came}
			c.Score = ScoreOf(futures[i][h], came, rng.Uniform(luck.At(rng.Name(f.Area.Code)).Word(uint64(h))))
			cases = append(cases, c)
		}
	}
	for h, c := range all {
		if sums[h] == nil {
			continue
		}
		c.Forecaster, c.Target, c.Authority, c.Origin, c.Horizon = name, target, England, q.Panel.Origin, h+1
		c.Score = ScoreOf(sums[h], c.Came, rng.Uniform(luck.Word(uint64(h))))
		cases = append(cases, c)
	}
	return cases
}

// relative is a figure in per cent of the base: for money, which may be nought
// or of either sign, of nothing.
func (c *Case) relative(v float64) float64 {
	if c.Target == Balance {
		return v
	}
	return 100 * v / c.Base
}

// errorPct is the distance of the median from what came, in per cent of what
// came, of a part in per cent of the base: above 0 where the forecast was too
// high.
func (c *Case) errorPct() float64 {
	if c.Target == Balance || c.Target.part() {
		return c.relative(c.Median - c.Came)
	}
	return 100 * (c.Median - c.Came) / math.Abs(c.Came)
}

// The back-test that is published.
const (
	FirstOrigin   = 2017 // two years of net leaving under the law of 2014 are known
	StandardDraws = 2000
	standardSeed  = 1

	// EarliestOrigin is the first from which a back-test may be asked for: in the
	// years after it the law changed, and no forecaster here knew.
	EarliestOrigin = 2015
)

// Standard is the back-test that is published: the layer and every rule, from
// January 2017 to the census before the last.
func Standard(set *evidence.Set) *Trial {
	t := &Trial{Set: set, First: FirstOrigin, Last: LastCensus(set) - 1, Nearest: 1, Horizons: MostHorizons, Draws: StandardDraws, Seed: standardSeed}
	t.Forecasters = Forecasters()
	return t
}

// The trial of the whole simulator: fewer draws, for each is lived term by term.
const simulatedDraws = 200

// Whole is the back-test of the whole simulator that is published, beside the
// layer and rules on the same origins.
func Whole(set *evidence.Set) *Trial {
	t := Standard(set)
	t.First, t.Draws = FirstSimulated, simulatedDraws
	t.Horizons = LastCensus(set) - FirstSimulated
	t.Forecasters = []Forecaster{&Simulation{Set: set}, &Simulation{Set: set, Flat: true}, Layers()[0], HeldShares{}, Rules[len(Rules)-1]}
	return t
}

// Forecasters are all that are scored, in the order of the scorecard.
func Forecasters() []Forecaster {
	var all []Forecaster
	for _, l := range Layers() {
		all = append(all, l)
	}
	for _, r := range Rules {
		all = append(all, r)
	}
	return all
}

// LastCensus is the last January whose plans are known.
func LastCensus(set *evidence.Set) int {
	years := set.England.Years(evidence.Plans)
	if len(years) == 0 {
		return 0
	}
	return years[len(years)-1]
}

// Scorecard runs the trial and makes its scorecard. The one that is published
// names its model by a digest, and tells of the years in which the law changed.
func (t *Trial) Scorecard() (*Scorecard, error) {
	cases, err := t.Run()
	if err != nil {
		return nil, err
	}
	s := t.Card(cases)
	if t.First != FirstOrigin || len(t.Scored) > 0 {
		return s, nil
	}
	broken := *t
	broken.First, broken.Last, broken.Keep = EarliestOrigin, FirstOrigin-1, nil
	if cases, err = broken.Run(); err != nil {
		return nil, err
	}
	s.lawChanged(cases)
	if t.WithWhole {
		if s.Whole, err = t.whole(); err != nil {
			return nil, err
		}
		if s.Balance, err = Balances(t.Set, simulatedDraws, nil, t.Told); err != nil {
			return nil, err
		}
	}
	s.About.Model, err = ModelDigest(t.Set, t.Forecasters, FirstOrigin, LastCensus(t.Set)-1)
	return s, err
}

// whole is the scorecard of the whole simulator.
func (t *Trial) whole() (*Scorecard, error) {
	w := Whole(t.Set)
	w.Told = t.Told
	cases, err := w.Run()
	if err != nil {
		return nil, err
	}
	s := w.Card(cases)
	s.Areas, s.Misses, s.Measures = nil, nil, nil
	if f, ok := w.Forecasters[0].(*Simulation); ok {
		s.About.Borrowed = f.Borrowed
	}
	s.About.Model, err = WholeDigest(t.Set)
	return s, err
}
