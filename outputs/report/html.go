package report

import (
	"bytes"
	_ "embed" // for the page
	"html/template"
	"io"
	"regexp"
	"slices"
	"strings"
)

//go:embed page.tmpl
var pageText string

var page = template.Must(template.New("page").Funcs(template.FuncMap{
	"svg": inline, "long": (*Table).long, "figures": (*Table).figures, "headed": (*Table).headed, "short": short, "words": words,
}).Parse(pageText))

// WriteHTML writes the report as one page that needs nothing beside it.
func WriteHTML(w io.Writer, p *Paper) error {
	return page.Execute(w, struct {
		Title, Under, Version string
		Sections              []Section
	}{heading(p), under(p), p.Version, Sections(p)})
}

// heading is the title of a report.
func heading(p *Paper) string {
	if p.noMoney() != "" {
		return p.Name() + ": how many education, health and care plans there will be"
	}
	return p.Name() + ": what SEND demand does to the high-needs budget"
}

// under says under which law and funding, and what the reader must not
// overlook.
func under(p *Paper) string {
	s := p.Summary()
	text := "Under " + s.Regime + ". Simulated: no figure of a future is a count of real children."
	if s.Local {
		text += " Contains local data."
	}
	if s.FullCounts {
		text += " " + inFull
	}
	return text
}

const inFull = "Shows small counts of real children in full: not for publication."

// inline is a picture as it stands in a page: without the XML declaration. Its
// texts were escaped when it was drawn.
func inline(p Picture) (template.HTML, error) {
	var b bytes.Buffer
	if err := p.WriteSVG(&b); err != nil {
		return "", err
	}
	svg := b.String()
	return template.HTML(svg[max(0, strings.Index(svg, "<svg")):]), nil
}

// long tells whether a table is folded away at first.
func (t *Table) long() bool {
	const longest = 15 // rows
	return len(t.Rows) > longest
}

// short tells whether a text is not to be broken into lines.
func short(s string) bool {
	const shortest = 12
	return len(s) <= shortest
}

// words tells whether a text is of words that stand in a column whole; a digest
// is not.
func words(s string) bool {
	const longest = 20 // characters
	return !slices.ContainsFunc(strings.Fields(s), func(word string) bool { return len(word) > longest })
}

// headed tells whether any column has a name.
func (t *Table) headed() bool { return strings.Join(t.Head, "") != "" }

var aFigure = regexp.MustCompile(`^([-\x{2212}£]*[0-9][0-9,.]*( %)?|(less|more) than [0-9.]+ %|[-c]|)$`)

// figures tells which columns hold figures alone, and are set to the right.
func (t *Table) figures() []bool {
	all := make([]bool, len(t.Head))
	for i := range all {
		all[i] = i > 0 && len(t.Rows) > 0 && !slices.ContainsFunc(t.Rows, func(row []string) bool { return !aFigure.MatchString(row[i]) })
	}
	return all
}
