package main

import (
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/jedib0t/go-pretty/v6/text"
	"golang.org/x/term"

	"sendsim/outputs"
)

// isTerminal tells whether w is a terminal.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// widthOf is the columns that tables may take: COLUMNS where it is set, else
// the width of the terminal; elsewhere what fits any. No table is narrower.
func widthOf(w io.Writer) int {
	columns, err := strconv.Atoi(os.Getenv("COLUMNS"))
	if f, ok := w.(*os.File); err != nil && ok {
		columns, _, _ = term.GetSize(int(f.Fd())) // 0 where w is no terminal
	}
	return max(columns, outputs.TableWidth)
}

// folded breaks the lines that are wider than there is room: at the last gap
// between columns where it is far along, else between words. What goes on is
// indented further.
func folded(text string, width int) string {
	const further = "    "
	var b strings.Builder
	for line := range strings.Lines(text) {
		said := strings.TrimSpace(line)
		indent := line[:len(line)-len(strings.TrimLeft(line, " "))]
		if utf8.RuneCountInString(indent+said) <= width {
			b.WriteString(strings.TrimRight(line, " \n") + "\n")
			continue
		}
		if gap := strings.LastIndex(said, "  "); gap > width/2 {
			b.WriteString(indent + strings.TrimRight(said[:gap], " ") + "\n")
			indent += further
			said = strings.TrimSpace(said[gap:])
		}
		b.WriteString(indent + outputs.Wrapped(said, width-len(indent), indent+further))
	}
	return b.String()
}

// complain says what is wrong. On a terminal its lines are broken to the width;
// elsewhere each fault stays on its line, where editors and scripts look for it.
func complain(w io.Writer, err error) {
	says := fmt.Sprintf("sendsim: %v\n", err)
	if isTerminal(w) {
		says = readable(says, widthOf(w))
	}
	fmt.Fprint(w, says)
}

// readable breaks the lines of a text that are wider than there is room, but for
// those that are indented: a line of a file as it stands, and the mark under it.
func readable(text string, width int) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, " ") {
			b.WriteString(line)
			continue
		}
		b.WriteString(outputs.Wrapped(strings.TrimSuffix(line, "\n"), width, "  "))
	}
	return b.String()
}

// writeTable writes a printed table, in colour on a terminal unless its reader
// has said no (no-color.org).
func writeTable(w io.Writer, table string) error {
	if isTerminal(w) && os.Getenv("NO_COLOR") == "" {
		table = painted(table)
	}
	_, err := io.WriteString(w, table)
	return err
}

// warning begins a line that is to be looked at first.
const warning = "Warning:"

// painted gives colour to the heading of a table and to the warnings under it,
// which say that they are warnings all the same.
func painted(table string) string {
	var b strings.Builder
	colour := text.Colors{text.Bold}
	for line := range strings.Lines(table) {
		said := strings.TrimSuffix(line, "\n")
		switch goesOn := strings.HasPrefix(said, "  "); {
		case b.Len() == 0 || goesOn:
		case strings.HasPrefix(said, warning):
			colour = text.Colors{text.FgYellow}
		default:
			colour = nil
		}
		b.WriteString(colour.Sprint(said) + line[len(said):])
	}
	return b.String()
}
