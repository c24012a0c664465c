package sim_test

import (
	"bytes"
	"testing"

	"sendsim/internal/golden"
	"sendsim/sim"
	"sendsim/sim/levers"
)

//go:generate env UPDATE_GOLDEN=1 go test -run ^TestDocuments .

func TestDocumentsAreAsTheCodeIs(t *testing.T) {
	for path, write := range map[string]func(*bytes.Buffer) error{
		"../docs/pipeline.md": func(b *bytes.Buffer) error { return sim.WritePipeline(b) },
		"../docs/levers.md":   func(b *bytes.Buffer) error { return levers.WriteCards(b) },
	} {
		var b bytes.Buffer
		if err := write(&b); err != nil {
			t.Fatal(err)
		}
		golden.File(t, path, b.Bytes())
	}
}
