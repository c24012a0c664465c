package report

import (
	"fmt"
	"io"
	"strings"
)

// WriteMarkdown writes the report as a text to paste: charts as their findings
// and tables.
func WriteMarkdown(w io.Writer, p *Paper) error {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n%s\n", plainly(heading(p)), plainly(under(p)))
	for _, s := range Sections(p) {
		fmt.Fprintf(&b, "\n## %s\n", plainly(s.Title))
		for _, block := range s.Blocks {
			block.markdown(&b)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (k *Block) markdown(b *strings.Builder) {
	if k.Text != "" {
		fmt.Fprintf(b, "\n%s\n", plainly(k.Text))
	}
	if len(k.List) > 0 {
		b.WriteString("\n")
		for _, point := range k.List {
			fmt.Fprintf(b, "- %s\n", plainly(point))
		}
	}
	if len(k.Code) > 0 {
		b.WriteString("\n")
		for _, line := range k.Code {
			fmt.Fprintf(b, "    %s\n", oneLine(line))
		}
	}
	if k.Figure != nil {
		fmt.Fprintf(b, "\n**%s**\n", plainly(k.Figure.Title))
		k.Figure.Table.markdown(b)
	}
	if k.Table != nil {
		k.Table.markdown(b)
	}
}

func (t *Table) markdown(b *strings.Builder) {
	if t == nil {
		return
	}
	fmt.Fprintf(b, "\n%s\n\n", plainly(t.Title))
	row := func(cells []string) {
		for _, c := range cells {
			b.WriteString("| " + plainly(c) + " ")
		}
		b.WriteString("|\n")
	}
	row(t.Head)
	for _, right := range t.figures() {
		if right {
			b.WriteString("|---:")
		} else {
			b.WriteString("|---")
		}
	}
	b.WriteString("|\n")
	for _, cells := range t.Rows {
		row(cells)
	}
	for _, n := range t.Notes {
		fmt.Fprintf(b, "\n%s\n", plainly(n))
	}
}

// oneLine is a text without breaks of lines, and nothing that is not seen.
func oneLine(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r < ' ' || r == 0x7f || r == '\u2028' || r == '\u2029' }), " ")
}

// plainly is a text in which nothing means anything to Markdown, or to HTML
// within it.
func plainly(s string) string {
	var b strings.Builder
	for _, r := range oneLine(s) {
		switch {
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case r == '&':
			b.WriteString("&amp;")
		case strings.ContainsRune("\\`*_{}[]#|~!", r):
			b.WriteString("\\" + string(r))
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
