package local

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"unicode/utf8"
)

// Page is the file of a council's own figures while it is written: keys and
// values, and beside each what it is and where it comes from.
type Page struct {
	strings.Builder
	values []string // keys and values that are not comments
}

// The widths of a page, in characters.
const (
	pageWidth  = 100
	valueWidth = 40 // of a key with its value, before the comment
)

// Say writes a comment of whole sentences, broken into lines.
func (p *Page) Say(indent int, text string) {
	at := 0
	for _, word := range strings.Fields(text) {
		switch n := utf8.RuneCountInString(word); {
		case at == 0 || at+1+n > pageWidth:
			if at > 0 {
				p.WriteByte('\n')
			}
			fmt.Fprintf(p, "%*s# %s", indent, "", word)
			at = indent + len("# ") + n
		default:
			p.WriteString(" " + word)
			at += 1 + n
		}
	}
	p.WriteByte('\n')
}

// Break writes an empty line.
func (p *Page) Break() { p.WriteByte('\n') }

// Key writes a key with its value, and what it is.
func (p *Page) Key(indent int, key, value, says string) {
	text := fmt.Sprintf("%*s%s: %s", indent, "", key, value)
	if value == "" {
		text = strings.TrimSuffix(text, " ")
	}
	if !strings.HasPrefix(key, "#") {
		p.values = append(p.values, key, value)
	}
	if says != "" {
		text = fmt.Sprintf("%-*s # %s", valueWidth, text, says)
	}
	p.WriteString(text + "\n")
}

// Digest is the digest of the keys and values written so far, and of tables.
func (p *Page) Digest(tables ...Table) string {
	const letters = 12
	sum := sha256.New()
	for _, v := range p.values {
		fmt.Fprintf(sum, "%q", v)
	}
	for _, t := range tables {
		sum.Write(t.Text)
	}
	return hex.EncodeToString(sum.Sum(nil))[:letters]
}

// Example writes a key that is only shown: a comment, which becomes the key
// when its # is taken away.
func (p *Page) Example(indent int, key, value, says string) { p.Key(indent, "# "+key, value, says) }
