package sweep

import (
	"errors"
	"fmt"
	"io/fs"
	"math"
	"path"
	"slices"
	"strings"

	"sendsim/internal/strict"
	"sendsim/sim"
	"sendsim/sim/finance"
)

// Files are where a design finds what it names.
type Files struct {
	Beside fs.FS // the folder of the design
	Ships  fs.FS // the scenarios that ship
}

// What a design is unless it says otherwise.
const usualDraws = 1_000

var usualColumns = []string{"plans", "in_year_deficit", "cumulative_deficit"}

// reader reads one design.
type reader struct {
	doc     *strict.Doc
	files   Files
	world   *sim.World
	columns []string
	d       *Design
	given   []*sim.Scenario
	faults  []error  // of scenarios
	unread  []string // scenarios whose levers are not known, as they cannot be read
	regime  string   // "": that of each scenario
	over    Over
}

// Over is what stands over what a design and its scenarios ask for.
type Over struct {
	Draws        int    // 0: as the design says
	RatesOf      string // name of the authority on whose rates all children are laid; "": as the scenarios say
	Calibrations bool   // the world is made of others than those that ship
}

// IsDesign tells whether a file is that of a design rather than of a scenario: it
// says authorities, or dials.
func IsDesign(from fs.FS, file string) bool {
	doc, err := strict.Open(from, file)
	return err == nil && doc.Here() && doc.IsMapping() && !doc.Key("authority").Here() &&
		(doc.Key("authorities").Here() || doc.Key("dials").Here())
}

// Read reads a design; columns are those that may be kept. The error is that of
// the disk, or everything that is wrong with the design and its scenarios.
func Read(files Files, file string, world *sim.World, columns []string, over Over) (*Design, error) {
	if over.Draws < 0 || over.Draws > sim.MaxDraws {
		return nil, fmt.Errorf("%d draws are out of range; allowed: 1 to %d", over.Draws, sim.MaxDraws)
	}
	doc, err := strict.Open(files.Beside, file)
	if err != nil {
		return nil, err
	}
	usual := sim.DefaultFor(world.Known())
	r := &reader{doc: doc, files: files, world: world, columns: columns, over: over, d: &Design{
		Name:  strings.TrimSuffix(path.Base(file), path.Ext(file)),
		Draws: usualDraws, Block: UsualBlock, Start: usual.Start, Years: usual.Years, Seed: usual.Seed, Columns: usualColumns,
	}}
	if doc.Here() {
		r.read()
	}
	if err := errors.Join(append([]error{doc.Err()}, r.faults...)...); err != nil {
		return nil, err
	}
	for i, s := range r.given {
		r.d.Scenarios[i].YAML = string(s.YAML())
		if s.RatesOf != "" && !slices.Contains(r.d.RatesOf, s.RatesOf) {
			r.d.RatesOf = append(r.d.RatesOf, s.RatesOf)
		}
	}
	return r.d, nil
}

func (r *reader) read() {
	d, doc := r.d, r.doc
	doc.Key("name").Text(&d.Name)
	doc.Key("draws").Int(&d.Draws, 1, sim.MaxDraws)
	if r.over.Draws > 0 {
		d.Draws = r.over.Draws
	}
	doc.Key("block").Int(&d.Block, 1, MaxBlock)
	doc.Key("years").Int(&d.Years, 1, sim.MaxYears)
	strict.Whole(doc.Key("seed"), &d.Seed, 0, math.MaxInt64)
	if v := doc.Key("regime"); v.Here() {
		v.OneOf(&r.regime, r.world.Known().Regimes()...)
	}
	d.By = d.Start + d.Years - 1
	if v := doc.Key("balance-by"); v.Here() {
		text := ""
		v.Text(&text)
		if by, ok := yearNamed(text, d.Start, d.Years); ok {
			d.By = by
		} else if text != "" {
			v.Fault("%q is no financial year of the sweep; allowed: %s to %s", text, finance.FinancialYear(d.Start), finance.FinancialYear(d.Start+d.Years-1))
		}
	}
	r.readColumns(doc.Key("columns"))
	authorities := doc.Key("authorities")
	r.readAuthorities(authorities)
	r.readScenarios(doc.Key("scenarios"))
	r.readBase(doc.Key("base"))
	r.readDials(doc.Key("dials"))
	r.readCosts(doc.Key("costs"))
	if d.tooLarge() {
		authorities.Fault("with scenarios, points and blocks of %d of %d draws the design comes to more than %d parts, each a file; allowed: %d; take fewer points, or larger blocks", d.Block, d.Draws, MaxItems, MaxItems)
	}
}

func (r *reader) readColumns(v strict.Value) {
	if !v.Here() {
		return
	}
	var all []string
	for _, item := range v.Items() {
		name := ""
		item.OneOf(&name, r.columns...)
		if slices.Contains(all, name) {
			item.Fault("%s stands here twice", name)
		} else if name != "" {
			all = append(all, name)
		}
	}
	r.d.Columns = all
}

// readAuthorities reads authorities, regions and England: each authority of
// them by itself, once. Those of a region or England that cannot be run are
// left out, as everywhere.
func (r *reader) readAuthorities(v strict.Value) {
	if !v.Here() {
		v.Fault("is missing; allowed: a list, as [kent, leeds], in which region:NAME and england are all of theirs")
		return
	}
	items := []strict.Value{v}
	if v.IsList() {
		items = v.Items()
	}
	for _, item := range items {
		text := ""
		if item.Text(&text); text == "" {
			continue
		}
		known := r.world.Known()
		members, several, err := sim.MembersOf(text, known)
		if err != nil {
			item.Fault("%v", err)
			continue
		}
		for _, key := range members {
			own, _ := known.Local()
			switch why := known.Unfit(key); {
			case own != "" && key != own:
				item.Fault("%s is not %s, whose council gave figures of its own; allowed: a sweep of that alone", key, own)
			case why != "" && !several:
				item.Fault("%s: %s", key, why)
			case why == "" && !slices.Contains(r.d.Authorities, key):
				r.addAuthority(item, key)
			}
		}
	}
	if len(r.d.Authorities) == 0 && v.Here() && v.Faulty() == 0 {
		v.Fault("no authority is left that can be run")
	}
}

func (r *reader) addAuthority(v strict.Value, key string) {
	a, err := r.world.Library.Authority(key)
	if err != nil {
		v.Fault("%v", err)
		return
	}
	d := r.d
	d.Authorities, d.Codes, d.Names = append(d.Authorities, key), append(d.Codes, a.Area.Code), append(d.Names, a.Area.Name)
}

// readScenarios reads the names of scenarios: files beside the design, those
// that ship, or none, without levers. No list is none alone.
func (r *reader) readScenarios(v strict.Value) {
	if !v.Here() {
		r.add(v, None)
		return
	}
	items := v.Items()
	if len(items) > MaxScenarios {
		v.Fault("holds %d scenarios; allowed: %d", len(items), MaxScenarios)
		items = items[:MaxScenarios]
	}
	for _, item := range items {
		name := ""
		if item.Text(&name); name != "" {
			r.add(item, name)
		}
	}
}

// readBase reads against which scenario the others are held, and puts it first:
// none, or the first, unless the design says otherwise.
func (r *reader) readBase(v strict.Value) {
	base := None
	var names []string
	for _, s := range r.d.Scenarios {
		names = append(names, s.Name)
	}
	if v.Here() {
		text := base
		v.Text(&text)
		if base = nameOf(text); !slices.Contains(slices.Concat(names, r.unread), base) {
			v.Fault("%q is none of the scenarios%s; allowed: %s", text, strict.Meant(base, names), strings.Join(names, ", "))
		}
	}
	if at := slices.Index(names, base); at > 0 {
		all, given := r.d.Scenarios, r.given
		one, of := all[at], given[at]
		copy(all[1:at+1], all[:at])
		copy(given[1:at+1], given[:at])
		all[0], given[0] = one, of
	}
}

// nameOf is the name of the scenario of a file, or of one that ships.
func nameOf(named string) string { return strings.TrimSuffix(path.Base(named), path.Ext(named)) }

func (r *reader) add(v strict.Value, named string) {
	name := nameOf(named)
	if slices.ContainsFunc(r.d.Scenarios, func(s Scenario) bool { return strings.EqualFold(s.Name, name) }) {
		v.Fault("a scenario of the name %s stands here already, be it in other letters: it would be one folder on some disks", name)
		return
	}
	if !folderName(name) {
		v.Fault("%q cannot be the name of a folder; allowed: letters, digits, - and _", name)
		return
	}
	s := sim.DefaultFor(r.world.Known())
	if named != None {
		var err error
		if s, err = r.load(named); err != nil {
			r.unread = append(r.unread, name)
			if faults := (strict.Faults{}); errors.As(err, &faults) {
				r.faults = append(r.faults, err)
				return
			}
			v.Fault("%v", err)
			return
		}
	}
	if s.Local != "" && r.world.Local == nil {
		v.Fault("%s names a council's own figures; allowed in a sweep: those that its flag --local names", named)
	}
	if s.Calibrations != "" && !r.over.Calibrations {
		v.Fault("%s names calibrations; allowed in a sweep: those that its flag --calibrations names", named)
	}
	if s.Start != r.d.Start {
		v.Fault("%s starts from January %d; allowed in a sweep: January %d", named, s.Start, r.d.Start)
	}
	s.Name, s.Draws, s.Years, s.Seed, s.Local, s.Calibrations = name, r.d.Draws, r.d.Years, r.d.Seed, "", ""
	if r.over.RatesOf != "" {
		s.RatesOf = r.over.RatesOf
	}
	if r.regime != "" {
		s.Regime = r.regime
	}
	if len(r.d.Authorities) > 0 {
		s.Areas = r.d.Authorities[:1]
	}
	if v.Faulty() == 0 {
		if err := s.Check(r.world.Known()); err != nil {
			v.Fault("%s: %v", named, err)
		}
	}
	r.d.Scenarios, r.given = append(r.d.Scenarios, Scenario{Name: name}), append(r.given, s)
}

// load reads a scenario from beside the design, else from what ships.
func (r *reader) load(named string) (*sim.Scenario, error) {
	from, file := r.files.Beside, named
	if !fs.ValidPath(named) {
		return nil, fmt.Errorf("%q is not the name of a file; allowed: a file beside the design or in a folder below, or a scenario that ships", named)
	}
	if _, err := fs.Stat(from, named); err != nil {
		from, file = r.files.Ships, named+".yaml"
	}
	s, err := sim.LoadScenario(from, file, func(string) (sim.Known, error) { return r.world.Known(), nil })
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%q is no file beside the design and no scenario that ships", named)
	}
	return s, err
}
