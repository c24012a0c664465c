package calibration

import (
	"bytes"
	"reflect"
	"testing"

	"sendsim/calibration/evidence"
)

// Sizes and numbers of what ships: authorities of England less the City of
// London and the Isles of Scilly, in less than a binary should carry.
const (
	shippedAuthorities = 151
	shippedBytes       = 12 << 20
)

// Every authority of England ships, valid or with the reason why not, and
// stands on its whole evidence.
func TestEveryAuthorityShips(t *testing.T) {
	known, fitted := shippedZips(t)
	if n := len(known) + len(fitted); n > shippedBytes {
		t.Errorf("%d bytes ship, more than %d", n, shippedBytes)
	}
	lib := shippedLib(t)
	if n := len(lib.Authorities); n != shippedAuthorities {
		t.Errorf("%d authorities ship, not %d", n, shippedAuthorities)
	}
	var money int
	for _, a := range lib.Authorities {
		if a.Valid != (len(a.Invalid) == 0) {
			t.Errorf("%s is valid: %v, because of %v", a.Area.Name, a.Valid, a.Invalid)
		}
		if a.Evidence == nil || a.Evidence.Area.Code != a.Area.Code || a.National != lib.England.National {
			t.Errorf("%s stands on the evidence or the nation of another", a.Area.Name)
		}
		if len(a.Evidence.FindYear(evidence.TopUp, a.Structure.January-1)) > 0 {
			money++
		}
	}
	if money < shippedAuthorities/2 {
		t.Errorf("%d authorities have the top-ups published after the census: evidence is to be whole", money)
	}
	if len(lib.LeftOut) == 0 || lib.England.Evidence == nil || len(lib.England.Parameters) != len(nationalParameters()) {
		t.Error("England or those left out are missing")
	}
}

// What ships is what the published files give: the evidence row by row, and
// three authorities refitted to the last bit.
func TestShippedIsMadeOfThePublishedFiles(t *testing.T) {
	if testing.Short() {
		t.Skip("asked for -short, and this takes long: it imports all that was published; go test ./... without -short runs it")
	}
	set := published(t)
	const remedy = "\n\tremedy: make calibrations DATA=" + "FOLDER"
	ships, err := ShippedEvidence() // which TestCompactFormIsExact writes again to the byte
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(set, ships) {
		t.Error("the evidence that ships is not that of the published files" + remedy)
	}
	lib := shippedLib(t)
	january := lib.England.National.January
	f, err := newFit(set.Known(evidence.KnownIn(january)), january)
	if err != nil {
		t.Fatal(err)
	}
	for i, file := range set.Authorities {
		if i%(shippedAuthorities/3) != 0 {
			continue
		}
		fresh := f.authority(i)
		ships, err := lib.Authority(file.Area.Code)
		if err != nil {
			t.Fatal(err)
		}
		a := appendCompact(nil, reflect.ValueOf(fresh.record()).Elem())
		b := appendCompact(nil, reflect.ValueOf(ships.record()).Elem())
		if !bytes.Equal(a, b) {
			t.Errorf("%s as it ships is not what a fit gives today"+remedy, file.Area.Name)
		}
	}
	if f.layer.National.Digest() != lib.England.National.Digest() {
		t.Error("the national layer that ships is not what a fit gives today" + remedy)
	}
}

func BenchmarkOpenOne(b *testing.B) {
	known, fitted := shippedZips(b)
	for b.Loop() {
		c, err := OpenCompact(known, fitted)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := c.Authority("kent"); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkOpenAll(b *testing.B) {
	known, fitted := shippedZips(b)
	for b.Loop() {
		c, err := OpenCompact(known, fitted)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := c.Library(); err != nil {
			b.Fatal(err)
		}
	}
}
