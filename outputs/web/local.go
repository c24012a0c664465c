package web

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"net/http"
	"path"
	"slices"
	"sync"

	"sendsim/internal/strict"
	"sendsim/sim"
)

// ground is what the scenarios of a request are laid on.
type ground struct {
	world *sim.World
	local string // which of the council's own figures; "": those of the server, if it was given any
}

// shownTo tells whether a request may see what rests on this ground. Of figures
// that a page brought it has to name the digest, since runs are counted and can
// be guessed. Those that the server was given it shows to all who reach it.
func (g ground) shownTo(r *http.Request) bool {
	return g.local == "" || g.local == noLocal || r.URL.Query().Get("local") == g.local
}

// locals are councils' own figures that pages brought: in memory alone, the
// last few of them, by a digest of their files. Who has neither the files nor a
// link of the page, which names the digest, cannot ask for them.
type locals struct {
	mu    sync.Mutex
	list  map[string]*sim.World
	order []string // the one brought last at the end
}

// mostLocals is how many of them are kept.
const mostLocals = 16

func (l *locals) put(id string, w *sim.World) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.list == nil {
		l.list = map[string]*sim.World{}
	}
	l.order = append(slices.DeleteFunc(l.order, func(was string) bool { return was == id }), id)
	l.list[id] = w
	if len(l.order) > mostLocals {
		delete(l.list, l.order[0])
		l.order = l.order[1:]
	}
}

func (l *locals) get(id string) *sim.World {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.list[id]
}

// noLocal asks for published figures alone, whatever the server was given.
const noLocal = "none"

// localGone is the key of the fault that the page has to bring a council's own
// figures anew.
const localGone = "local-gone"

// ground is what a request asks for: its query says which of the council's own
// figures.
func (s *Server) ground(r *http.Request) (g ground, faults []fault) {
	switch id := r.URL.Query().Get("local"); {
	case id == "" && s.Local != nil:
		return ground{world: s.World.With(s.Local)}, nil
	case id == "" || id == noLocal:
		return ground{world: s.World, local: noLocal}, nil
	default:
		if w := s.locals.get(id); w != nil {
			return ground{world: w, local: id}, nil
		}
		return ground{world: s.World}, []fault{{Key: localGone, Says: "the council's own figures are not here any more: open their file again"}}
	}
}

// brought is a council's own figures, as the page shows them: no count of
// children below 5 is in it.
type brought struct {
	ID       string          `json:"id"`
	File     string          `json:"file"`
	Key      string          `json:"key"`
	Name     string          `json:"name"`
	Start    string          `json:"start"` // census from which a run with them starts
	Figures  []broughtFigure `json:"figures"`
	Warnings []string        `json:"warnings"`
}

type broughtFigure struct {
	Says      string `json:"says"`
	Own       string `json:"own"`
	Published string `json:"published"`
}

// bring takes a council's own figures: a JSON object of texts by the names of
// their files. They are held in memory, and nothing is written.
func (s *Server) bring(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		refused(w, fault{Says: fmt.Sprintf("could not be read: %v; allowed: up to %d KiB", err, mostLocalBytes>>10)})
		return
	}
	var texts map[string]string
	if err := json.Unmarshal(body, &texts); err != nil {
		refused(w, fault{Says: "files are sent as a JSON object: texts by name"})
		return
	}
	files := Files{}
	var main []string
	for name, text := range texts {
		if !fs.ValidPath(name) || path.Base(name) != name {
			refused(w, fault{Says: fmt.Sprintf("%q is not the name of a file", name)})
			return
		}
		files[name] = []byte(text)
		if ext := path.Ext(name); ext == ".yaml" || ext == ".yml" {
			main = append(main, name)
		}
	}
	if len(main) != 1 {
		refused(w, fault{Says: fmt.Sprintf("of a council's figures one file is YAML, with its tables as CSV beside it; here are %d YAML files", len(main))})
		return
	}
	l, err := sim.ReadLocal(files, main[0], s.World)
	if err != nil {
		refused(w, localFaults(err)...)
		return
	}
	id := digestOf(files)
	s.locals.put(id, s.World.With(l))
	answer(w, http.StatusOK, broughtOf(id, main[0], l, s.World))
}

// recallLocal answers with figures that a page brought before.
func (s *Server) recallLocal(w http.ResponseWriter, r *http.Request) {
	id := r.PathValue("id")
	world := s.locals.get(id)
	if world == nil {
		http.Error(w, "these figures are not here any more", http.StatusNotFound)
		return
	}
	answer(w, http.StatusOK, broughtOf(id, world.Local.Files[0], world.Local, s.World))
}

// broughtOf is what is shown of figures.
func broughtOf(id, file string, l *sim.Local, w *sim.World) brought {
	b := brought{ID: id, File: file, Key: l.Authority, Name: l.Authority, Start: strict.FormatCensus(l.January), Figures: []broughtFigure{}, Warnings: l.Warnings}
	if a, err := w.Library.Authority(l.Authority); err == nil {
		b.Name = a.Area.Name
	}
	for _, f := range l.Figures {
		b.Figures = append(b.Figures, broughtFigure{f.Says, f.Own, f.Published})
	}
	return b
}

// localFaults says what is wrong with which file.
func localFaults(err error) (all []fault) {
	var faults strict.Faults
	if !errors.As(err, &faults) {
		return []fault{{Says: err.Error()}}
	}
	for _, f := range faults {
		all = append(all, fault{Line: f.Line, Key: f.Key, Says: f.Says, File: f.File})
	}
	return all
}

// digestOf is the digest of files and their names.
func digestOf(files Files) string {
	sum := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(files)) {
		fmt.Fprintf(sum, "%s %d\n%s", name, len(files[name]), files[name])
	}
	return hex.EncodeToString(sum.Sum(nil))
}
