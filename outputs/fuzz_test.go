package outputs_test

import (
	"bytes"
	"encoding/json"
	"math"
	"testing"

	"sendsim/internal/fuzztest"
	"sendsim/outputs"
)

// perByte is the bytes that reading a file of a run may allocate for each of
// its bytes: every column by itself, and what JSON's reader keeps.
const perByte = 1000

// FuzzDraws says that no bytes make the reader of deficit.arrow fall, or give
// a column of another length than its draws; in bounded memory.
func FuzzDraws(f *testing.F) {
	f.Add(written(f, about(1), 1, 900))
	f.Add(written(f, twoAreas(2), blockDraws+1, 90))
	f.Add([]byte("ARROW1"))
	f.Fuzz(func(t *testing.T, file []byte) {
		fuzztest.Frugal(t, len(file), perByte, func() {
			d, err := outputs.OpenDraws(bytes.NewReader(file), int64(len(file)))
			if err != nil {
				return
			}
			if d.Years < 1 || len(d.Areas) < 1 || d.Draws > 0 && d.Draws*d.Years*len(d.Areas) > len(file) {
				t.Fatalf("%d bytes hold %d draws of %d years and %d authorities", len(file), d.Draws, d.Years, len(d.Areas))
			}
			var room []float64
			for _, c := range outputs.Columns {
				if room, err = d.Column(c.Name, 0, len(d.Areas), room); err == nil && len(room) != d.Draws*d.Years*len(d.Areas) {
					t.Fatalf("%s has %d values", c.Name, len(room))
				}
			}
		})
	})
}

// FuzzManifest says that whatever is read as a manifest is written and read
// again as it was.
func FuzzManifest(f *testing.F) {
	m := outputs.Manifest{
		Command: []string{"sendsim", "run"}, Version: "1", Seed: 1<<64 - 1, Draws: 7, Areas: about(1).Areas, FirstYear: 2024, Years: 10,
		Regime: "r", Rows: 2.5, Parameters: []outputs.Parameter{{Key: "seed", Value: "1", From: "flag"}}, Warnings: []string{"\u00a3"},
		Inputs: []outputs.Digest{{Name: "evidence.zip", Bytes: math.MaxInt64, SHA256: "00", Ships: true}},
	}
	text, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(text)
	f.Add([]byte("{} {}"))
	f.Add([]byte(`{"draws": 1e400, "unknown": []}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		var m outputs.Manifest
		var err error
		fuzztest.Frugal(t, len(text), perByte, func() { m, err = outputs.ReadManifest(bytes.NewReader(text)) })
		if err != nil {
			return
		}
		written, err := json.Marshal(m)
		if err != nil {
			t.Fatal(err)
		}
		back, err := outputs.ReadManifest(bytes.NewReader(written))
		if err != nil {
			t.Fatalf("%s: %v", written, err)
		}
		again, err := json.Marshal(back)
		if err != nil || !bytes.Equal(written, again) {
			t.Fatalf("%s\ncame back as\n%s, %v", written, again, err)
		}
	})
}

// FuzzSummary says that no bytes make the readers of summary.arrow fall, or take
// memory out of proportion.
func FuzzSummary(f *testing.F) {
	s, err := outputs.Summarise(opened(f, written(f, about(1), 3, 900)), outputs.DefaultThreshold)
	if err != nil {
		f.Fatal(err)
	}
	var file bytes.Buffer
	if err := s.WriteArrow(&file); err != nil {
		f.Fatal(err)
	}
	f.Add(file.Bytes())
	f.Add([]byte("ARROW1"))
	f.Fuzz(func(t *testing.T, file []byte) {
		fuzztest.Frugal(t, len(file), perByte, func() { _, _ = outputs.ReadSummary(file) })
		fuzztest.Frugal(t, len(file), perByte, func() { _, _ = outputs.OpenSummary(file) })
	})
}
