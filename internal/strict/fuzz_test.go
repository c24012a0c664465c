package strict_test

import (
	"errors"
	"strings"
	"testing"

	"sendsim/internal/strict"
)

// FuzzParse says that no text makes the reader fall over, and that every fault
// has a place in the file.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"name: x\nyears: 5\n", "a: [1, {b: c}]\n- d", "name: |\n  two\n  lines\n", "? a\n: b\n", "a: *b", "\t", "\xff", "%YAML 1.2\n---\na: 1\n...\n",
		"effect: {low: 5%, mid: 1, high: 20%}\nlate: {low: 2}\ncost: 1k/year\n", "list:\n- 1\n-\n- - 2\nfree: {-a: 1, a: 1, a: 2}\n", "horizon: 3\r\nname: 'it''s'\r\n",
		"\"a\\u00e9\": 'b", "name: \"\\a\\x07\\U0001F600\"\n",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, src string) {
		d := strict.Parse("fuzz.yaml", []byte(src))
		read(d)
		err := d.Err()
		if err == nil {
			return
		}
		var faults strict.Faults
		if !errors.As(err, &faults) || len(faults) == 0 {
			t.Fatalf("an error without faults: %v", err)
		}
		lines := strings.Count(src, "\n") + 1
		for i, fault := range faults {
			if fault.Line < 1 || fault.Line > lines+1 || fault.Column < 1 || fault.Says == "" || fault.Error() == "" {
				t.Fatalf("a fault without a place: %+v", fault)
			}
			if i > 0 && (faults[i-1].Line > fault.Line || faults[i-1].Line == fault.Line && faults[i-1].Column > fault.Column) {
				t.Fatalf("faults out of order: %v", faults)
			}
		}
	})
}

// FuzzQuote says that a text written in quotes is read as it was.
func FuzzQuote(f *testing.F) {
	for _, seed := range []string{"phase 1", "it's", `a "b" \ c`, "é: #", "2024", "true", "- x", "\a\u00a0\u2028\U0001F600", "100%"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 400 || text != strings.ToValidUTF8(text, "") || text != strings.TrimSpace(text) || text == "" || strings.ContainsAny(text, "\r\n") {
			return
		}
		d := strict.Parse("quote.yaml", []byte("name: "+strict.Quote(text)+"\n"))
		got := ""
		d.Key("name").Text(&got)
		if err := d.Err(); err != nil || got != text {
			t.Fatalf("%q was read %q: %v", text, got, err)
		}
	})
}
