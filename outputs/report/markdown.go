package report

import "io"

// WriteMarkdown writes the report as a text to paste.
func WriteMarkdown(w io.Writer, p *Paper) error {
	_, err := io.WriteString(w, "# "+p.Name()+"\n")
	return err
}
