package shell

import "testing"

func TestAWordIsReadBackAsOne(t *testing.T) {
	for word, want := range map[string]string{
		"runs/kent-2": "runs/kent-2", "--years=3": "--years=3", "my cal": "'my cal'",
		"it's": `'it'\''s'`, "$HOME": "'$HOME'", "": "''", "~": "'~'",
	} {
		if got := Word(word); got != want {
			t.Errorf("%q is typed %s, want %s", word, got, want)
		}
	}
}
